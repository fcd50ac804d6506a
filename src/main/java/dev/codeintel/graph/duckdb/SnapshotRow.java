package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.Schema;
import dev.codeintel.model.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Writes what is known of a snapshot as a whole, in place of what was known. */
final class SnapshotRow {
  private static final String INSERT_SNAPSHOT =
      """
      INSERT INTO snapshot (
        id, repository, root, revision, ref, created_at_millis, schema_version, extractor_version,
        limitation)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_FIGURE =
      """
      INSERT INTO snapshot_figures (section, name, figure)
      VALUES (?, ?, ?)
      """;

  private final Connection connection;

  SnapshotRow(Connection connection) {
    this.connection = connection;
  }

  void write(Snapshot snapshot) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM snapshot");
      statement.execute("DELETE FROM snapshot_figures");
    }
    insert(snapshot);
  }

  private void insert(Snapshot snapshot) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_SNAPSHOT)) {
      statement.setString(1, snapshot.id());
      statement.setString(2, snapshot.repository());
      statement.setString(3, snapshot.root());
      statement.setString(4, snapshot.revision());
      statement.setString(5, snapshot.ref());
      statement.setLong(6, snapshot.createdAt().toEpochMilli());
      statement.setInt(7, Schema.VERSION);
      statement.setString(8, snapshot.extractorVersion());
      statement.setString(9, snapshot.limitation());
      statement.execute();
    }
    insert("counts", snapshot.counts());
    insert("skipped", snapshot.skipped());
    insert("timings", snapshot.timings());
  }

  private void insert(String section, Map<String, Long> figures) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_FIGURE)) {
      for (Map.Entry<String, Long> figure : figures.entrySet()) {
        statement.setString(1, section);
        statement.setString(2, figure.getKey());
        statement.setLong(3, figure.getValue());
        statement.execute();
      }
    }
  }
}
