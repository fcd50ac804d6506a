package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.resolution.RandomEdits;
import dev.codeintel.resolution.SampleTrees;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A snapshot that updates brought to where it is has the rows of one that was written whole, ids
 * apart. Random edits on real and small trees; {@code -Dedits=N -Dseed=S -Dtrees=FOLDER} for more.
 */
final class UpdateEqualsWholeTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  /** Every table of a snapshot, with keys for ids. */
  private static final Map<String, String> TABLES =
      Map.of(
          "relationships",
          """
          SELECT r.file_path, r.line_number, f.key, r.relationship_type, t.key, r.evidence,
            r.candidates, r.is_direct, r.confidence
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          JOIN symbols t ON t.id = r.to_symbol_id
          """,
          "symbols",
          """
          SELECT s.* EXCLUDE (id, parent_id), p.key
          FROM symbols s LEFT JOIN symbols p ON p.id = s.parent_id
          """,
          "files",
          "SELECT * FROM files",
          "texts",
          "SELECT * FROM file_texts",
          "terms",
          """
          SELECT t.* EXCLUDE (symbol_id), s.key
          FROM symbol_terms t LEFT JOIN symbols s ON s.id = t.symbol_id
          """,
          "usage",
          """
          SELECT u.* EXCLUDE (symbol_id), s.key
          FROM symbol_usage u LEFT JOIN symbols s ON s.id = u.symbol_id
          """,
          "figures",
          """
          SELECT section, name, figure
          FROM snapshot_figures
          WHERE section = 'skipped'
            OR (section = 'counts'
              AND name NOT IN (
                'peak_heap_bytes', 'facts_parsed', 'facts_from_cache', 'files_processed',
                'symbols_updated', 'relationships_updated', 'relationships_rewritten'))
          """);

  @TempDir Path data;
  @TempDir Path wholeData;
  @TempDir Path parent;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final DuckDbDatabase wholeEngine = DuckDbEngines.open();
  private long time = 1_700_000_000_000L;
  private int updates;

  @AfterEach
  void close() {
    engine.close();
    wholeEngine.close();
  }

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void updatesLeadToTheRowsOfAWholeIndex(Path tree) throws IOException {
    Path root = Files.createDirectory(parent.resolve("sample"));
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(SampleTrees.sources(tree), random);
    write(root, edits.files().keySet(), edits.files());
    SnapshotStore snapshots = SnapshotStores.open(engine, data);
    SnapshotStore wholeSnapshots = SnapshotStores.open(wholeEngine, wholeData);
    DefaultIndexingService service = service(engine, snapshots);
    DefaultIndexingService whole = service(wholeEngine, wholeSnapshots);
    service.index(root.toString(), false, IndexProgress.NONE);
    int count = Integer.getInteger("edits", 154);
    List<Set<String>> since = new ArrayList<>();
    for (int i = 1; i <= count; ) {
      int together = random.nextBoolean() ? 1 + random.nextInt(16) : 1;
      Set<String> touched = new TreeSet<>();
      for (int j = 0; j < together; j++, i++) {
        touched.addAll(edits.next());
      }
      write(root, touched, edits.files());
      since.add(touched);
      if (random.nextInt(8) == 0) {
        // Another process: it knows nothing but the snapshot.
        service.close();
        service = service(engine, snapshots);
      }
      IndexReport report = service.index(root.toString(), false, IndexProgress.NONE);
      updates += report.because().containsKey("") ? 0 : 1;
      if (random.nextInt(3) == 0 || i > count) {
        whole.index(root.toString(), true, IndexProgress.NONE);
        String what = tree + ", seed " + seed + ", edit " + i + ", touched " + since;
        assertThat(report.snapshot().counts()).as(what).containsKey("files_processed");
        compare(what, root, snapshots, wholeSnapshots);
        since.clear();
      }
    }
    assertThat(updates).as("updates that were not whole").isPositive();
    System.err.printf("%s: %d updates in %d edits%n", tree, updates, count);
    service.close();
    whole.close();
    snapshots.close();
    wholeSnapshots.close();
  }

  private static void compare(
      String what, Path root, SnapshotStore snapshots, SnapshotStore wholeSnapshots) {
    for (Map.Entry<String, String> table : new TreeMap<>(TABLES).entrySet()) {
      List<String> updated = rows(root, snapshots, table.getValue());
      List<String> wanted = rows(root, wholeSnapshots, table.getValue());
      if (!updated.equals(wanted)) {
        List<String> tooMany = new ArrayList<>(updated);
        wanted.forEach(tooMany::remove);
        List<String> missing = new ArrayList<>(wanted);
        updated.forEach(missing::remove);
        assertThat(List.of(tooMany, missing))
            .as("%s: too many and missing in %s", what, table.getKey())
            .isEqualTo(List.of(List.of(), List.of()));
      }
    }
  }

  private static List<String> rows(Path root, SnapshotStore snapshots, String sql) {
    try (SnapshotLease lease =
        snapshots.open(new FolderRepository(root).id(), "worktree").orElseThrow()) {
      return lease
          .database()
          .run(
              connection -> {
                List<String> found = new ArrayList<>();
                try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                  ResultSetMetaData columns = rows.getMetaData();
                  while (rows.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                      row.append(rows.getString(i)).append(" | ");
                    }
                    found.add(row.toString());
                  }
                }
                found.sort(null);
                return found;
              });
    }
  }

  private static DefaultIndexingService service(DuckDbDatabase engine, SnapshotStore snapshots) {
    return IndexingServices.open(
        engine,
        snapshots,
        EXTRACTOR,
        PackageResolvers.create(REGISTRY),
        (repository, onChange) -> () -> {},
        2);
  }

  private void write(Path root, Set<String> touched, Map<String, String> texts) throws IOException {
    for (String path : touched) {
      Path file = root.resolve(path);
      String text = texts.get(path);
      if (text == null) {
        Files.deleteIfExists(file);
      } else if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        // An edit may come to nothing; where the time alone is new there may be no update.
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        time += 1_000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
      }
    }
  }
}
