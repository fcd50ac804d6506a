package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.Globs;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.TextLine;
import dev.codeintel.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the lines with a text or a match of a regular expression. One pass over all texts finds the
 * files, in the order of their paths; then only as many of them are split into lines as the limit
 * needs. For one search.
 */
final class LineQueries {
  /** Finding the text that every match holds is several times as quick as matching. */
  private static final String MATCHES = "contains(%1$s, ?) AND regexp_matches(%2$s, ?)";

  private static final String CONTAINS = "contains(%1$s, ?)";
  private static final String CONTAINS_IGNORING_CASE = "contains(lower(%1$s), ?)";

  /** Of what each is searched by one thread; the texts of most repositories are one row group. */
  private static final int PARTS = 4;

  private static final String SELECT_PART =
      """
      SELECT path, text
      FROM file_texts
      WHERE rowid >= (SELECT max(rowid) + 1 FROM file_texts) * %d // %d
        AND rowid < (SELECT max(rowid) + 1 FROM file_texts) * %d // %d
      """;

  /** Followed by conditions, the cheap ones first: they are tried in their order. */
  private static final String SELECT_FILES =
      "SELECT path\nFROM (\n"
          + IntStream.range(0, PARTS)
              .mapToObj(part -> SELECT_PART.formatted(part, PARTS, part + 1, PARTS))
              .collect(Collectors.joining("UNION ALL\n"))
          + ")\nWHERE true\n";

  private static final String WITH_PATH =
      """
        AND regexp_full_match(path, ?)
      """;

  private static final String WITH_LANGUAGE =
      """
        AND path IN (SELECT path FROM files WHERE language = ?)
      """;

  private static final String WITHOUT_TESTS =
      """
        AND path NOT IN (SELECT file_path FROM symbols WHERE symbol_type = 'file' AND is_test)
      """;

  private static final String WITH_TEXT =
      """
        AND %s
      """;

  private static final String BY_PATH =
      """
      ORDER BY path
      """;

  /** Ends of lines become line feeds only where there are others, which costs half the query. */
  private static final String TEXT_IN_LINES =
      """
      CASE
        WHEN contains(text, chr(13)) THEN regexp_replace(text, '(?m)\\r+$', '', 'g')
        ELSE text
      END""";

  private static final String SELECT_LINES =
      """
      WITH hits AS (
        SELECT
          path,
          string_split(
            %s,
            chr(10)) AS lines
        FROM file_texts
        WHERE rowid IN (
          SELECT rowid
          FROM file_texts
          WHERE path IN (SELECT unnest(?::VARCHAR[])))
      ),
      numbered AS (
        SELECT
          path,
          len(lines) AS lines,
          generate_subscripts(lines, 1) AS number,
          unnest(lines) AS line
        FROM hits
      )
      SELECT path, number, line
      FROM numbered
      WHERE (line <> '' OR number < lines)
        AND %s
      ORDER BY path, number
      LIMIT ?
      """;

  private final Queries queries;
  private final String condition;
  private final List<String> inFile;
  private final List<String> inLine;

  /**
   * Makes one.
   *
   * @param pattern a literal text, or RE2 syntax
   * @throws GraphException with {@code CALLER} if no line can hold it
   */
  LineQueries(Queries queries, String pattern, boolean isRegex, boolean ignoreCase) {
    if (isRegex ? Re2.hasLineFeed(pattern) : pattern.indexOf('\n') >= 0) {
      throw new GraphException(
          ErrorCode.CALLER,
          "Lines are searched one by one, and none holds a line feed: look for one line of it.",
          null);
    }
    this.queries = queries;
    if (isRegex) {
      condition = MATCHES;
      String required = ignoreCase ? "" : Re2.requiredText(pattern);
      String inAnyLine = (ignoreCase ? "(?i)" : "") + pattern;
      inLine = List.of(required, inAnyLine);
      inFile = List.of(required, "(?m)" + inAnyLine);
    } else {
      condition = ignoreCase ? CONTAINS_IGNORING_CASE : CONTAINS;
      inLine = List.of(ignoreCase ? SymbolName.lowerCase(pattern) : pattern);
      inFile = inLine;
    }
  }

  /** Returns the first lines by path and number. */
  List<TextLine> matching(SymbolFilter filter, int limit) {
    List<String> files = files(filter);
    List<TextLine> found = new ArrayList<>();
    // A file whose match spans lines has none, so more may be needed than the limit says.
    int done = 0;
    while (done < files.size() && found.size() < limit) {
      List<String> next = files.subList(done, done + Math.min(files.size() - done, limit));
      found.addAll(lines(next, limit - found.size()));
      done += next.size();
    }
    return found;
  }

  private List<String> files(SymbolFilter filter) {
    String glob = Globs.toRegex(filter.pathGlob());
    String language = filter.language();
    String sql =
        SELECT_FILES
            + (glob.isEmpty() ? "" : WITH_PATH)
            + (language.isEmpty() ? "" : WITH_LANGUAGE)
            + (filter.includeTests() ? "" : WITHOUT_TESTS)
            + WITH_TEXT.formatted(condition.formatted("text", TEXT_IN_LINES))
            + BY_PATH;
    return queries.list(
        "files_matching",
        sql,
        b -> {
          if (!glob.isEmpty()) {
            b.text(glob);
          }
          if (!language.isEmpty()) {
            b.text(language);
          }
          b.each(inFile);
        },
        row -> row.getString(1));
  }

  private List<TextLine> lines(List<String> files, int limit) {
    return queries.list(
        "lines_matching",
        SELECT_LINES.formatted(TEXT_IN_LINES, condition.formatted("line", "line")),
        b -> b.texts(files).each(inLine).number(limit),
        row -> new TextLine(row.getString(1), row.getInt(2) - 1, row.getString(3)));
  }
}
