package dev.codeintel.graph.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.Globs;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.SkipReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks up files of one snapshot and their texts. What was read lately is kept: an answer asks for
 * a file more than once, and every answer asks which files were not understood, and whether those
 * that were not read are code. Thread-safe.
 */
final class FileQueries {
  private static final int MOST_ROWS_KEPT = 1_000;

  /** Longer lists, and what follows them, are pages that somebody goes through once. */
  private static final int SHORT = 100;

  private static final int MOST_CHARS_KEPT = 8_000_000;

  private final Queries queries;
  private final Recent<Optional<IndexedFile>> rows = new Recent<>(MOST_ROWS_KEPT, row -> 1);
  private final Recent<List<IndexedFile>> lists =
      new Recent<>(MOST_ROWS_KEPT, found -> 1 + found.size());
  private final Recent<String> texts = new Recent<>(MOST_CHARS_KEPT, text -> 64 + text.length());

  FileQueries(Queries queries) {
    this.queries = queries;
  }

  private static final String SELECT_FILE =
      """
      SELECT path, language, content_hash, bytes, lines, modified_millis, status, reason
      FROM files
      WHERE path = ?
      """;

  /** Returns a file without its text. */
  Optional<IndexedFile> file(String path) {
    Optional<IndexedFile> known = rows.get(path);
    if (known == null) {
      known =
          queries.list("file", SELECT_FILE, b -> b.text(path), FileQueries::indexedFile).stream()
              .findFirst();
      rows.put(path, known);
    }
    return known;
  }

  private static final String SELECT_FILES =
      """
      SELECT path, language, content_hash, bytes, lines, modified_millis, status, reason
      FROM files
      WHERE path > ?
        AND (? = '' OR regexp_full_match(path, ?))
      ORDER BY path
      LIMIT ?
      """;

  /** Returns files in the order of their paths, without their texts. */
  List<IndexedFile> files(String pathGlob, String after, int limit) {
    return after.isEmpty() && limit <= SHORT
        ? kept("first " + limit + " " + pathGlob, () -> list(pathGlob, after, limit))
        : list(pathGlob, after, limit);
  }

  private List<IndexedFile> list(String pathGlob, String after, int limit) {
    return queries.list(
        "files",
        SELECT_FILES,
        b -> b.text(after).optional(Globs.toRegex(pathGlob)).number(limit),
        FileQueries::indexedFile);
  }

  private List<IndexedFile> kept(String question, Supplier<List<IndexedFile>> answer) {
    List<IndexedFile> known = lists.get(question);
    if (known == null) {
      known = List.copyOf(answer.get());
      lists.put(question, known);
    }
    return known;
  }

  private static final String SELECT_FILES_NOT_WHOLE =
      """
      SELECT path, language, content_hash, bytes, lines, modified_millis, status, reason
      FROM files
      WHERE reason IS NOT NULL
        AND list_contains(string_split(?, ','), reason)
        AND (? = '' OR regexp_full_match(path, ?))
      ORDER BY path
      LIMIT ?
      """;

  /** Returns the files that are not, or not wholly, indexed for one of some reasons. */
  List<IndexedFile> filesNotWhole(Set<SkipReason> reasons, String pathGlob, int limit) {
    String labels =
        reasons.stream().map(SkipReason::label).sorted().collect(Collectors.joining(","));
    return kept(
        "not whole " + labels + " " + limit + " " + pathGlob,
        () ->
            queries.list(
                "files_not_whole",
                SELECT_FILES_NOT_WHOLE,
                b -> b.text(labels).optional(Globs.toRegex(pathGlob)).number(limit),
                FileQueries::indexedFile));
  }

  private static IndexedFile indexedFile(ResultSet row) throws SQLException {
    String reason = row.getString(8);
    return new IndexedFile(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getInt(5),
        row.getLong(6),
        FileStatus.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        reason == null ? null : SkipReason.valueOf(reason.toUpperCase(Locale.ROOT)),
        null);
  }

  private static final String SELECT_LANGUAGES =
      """
      SELECT DISTINCT language
      FROM files
      WHERE language <> ''
      ORDER BY language
      """;

  /** Returns the languages of the files, sorted. */
  List<String> languages() {
    return queries.list("languages", SELECT_LANGUAGES, b -> {}, row -> row.getString(1));
  }

  private static final String SELECT_STAMPS =
      """
      SELECT path, bytes, modified_millis, coalesce(content_hash, ''),
        CASE WHEN modified_millis < 0 THEN coalesce(reason, '') ELSE '' END
      FROM files
      """;

  /** Returns what tells changes of all files, by path. */
  Map<String, FileStamp> fileStamps() {
    Map<String, FileStamp> stamps = new HashMap<>();
    queries.list(
        "file_stamps",
        SELECT_STAMPS,
        b -> {},
        row ->
            stamps.put(
                row.getString(1),
                new FileStamp(row.getLong(2), row.getLong(3), row.getString(4), row.getString(5))));
    return stamps;
  }

  /** Returns the text of a file; empty if it is not kept. */
  Optional<String> text(String path) {
    return Optional.ofNullable(texts(List.of(path)).get(path));
  }

  /**
   * Only rows that are chosen by their numbers are read alone: by path it takes thrice as long. The
   * driver decodes text letter by letter; bytes are decoded at once.
   */
  private static final String SELECT_TEXTS =
      """
      SELECT path, encode(text)
      FROM file_texts
      WHERE rowid IN (
        SELECT rowid
        FROM file_texts
        WHERE path IN (SELECT unnest(?::VARCHAR[])))
      """;

  /** Returns the texts of some files by path; those that are not kept are left out. */
  Map<String, String> texts(Collection<String> paths) {
    Map<String, String> found = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String path : paths) {
      String known = texts.get(path);
      if (known == null) {
        unknown.add(path);
      } else {
        found.put(path, known);
      }
    }
    if (!unknown.isEmpty()) {
      queries.each(
          "texts",
          SELECT_TEXTS,
          b -> b.texts(unknown),
          row -> found.put(row.getString(1), new String(row.getBytes(2), UTF_8)));
      unknown.forEach(path -> texts.put(path, found.get(path)));
    }
    return found;
  }
}
