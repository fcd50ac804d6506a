package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotStore;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of snapshots, to compare those of updates with those of whole runs. */
final class SnapshotRows {

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

  private SnapshotRows() {}

  /** Fails unless both stores have the same rows of a repository, ids apart. */
  static void assertEqual(
      String what,
      String repositoryId,
      String ref,
      SnapshotStore snapshots,
      SnapshotStore wholeSnapshots) {
    for (Map.Entry<String, String> table : new TreeMap<>(TABLES).entrySet()) {
      List<String> updated = rows(repositoryId, ref, snapshots, table.getValue());
      List<String> wanted = rows(repositoryId, ref, wholeSnapshots, table.getValue());
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

  private static List<String> rows(
      String repositoryId, String ref, SnapshotStore snapshots, String sql) {
    try (SnapshotLease lease = snapshots.open(repositoryId, ref).orElseThrow()) {
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
}
