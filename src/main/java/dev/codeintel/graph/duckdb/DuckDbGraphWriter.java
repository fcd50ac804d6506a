package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DatabaseException;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.Schema;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new snapshot file: creates it, has {@link GraphRows} fill it, derives, checks and
 * completes it. One connection and one thread.
 */
final class DuckDbGraphWriter implements GraphWriter {
  private static final Logger LOG = Logger.getLogger(DuckDbGraphWriter.class);

  private static final String SELECT_DEFECTS =
      """
      SELECT
        (SELECT count(*) FROM symbols) AS symbols,
        (SELECT count(*) FROM relationships) AS relationships,
        (SELECT count(*) FROM files) AS files,
        (SELECT count(*) - count(DISTINCT id) FROM symbols) AS double_ids,
        (SELECT count(*) FROM relationships r
         WHERE NOT EXISTS (FROM symbols s WHERE s.id = r.from_symbol_id)
            OR NOT EXISTS (FROM symbols s WHERE s.id = r.to_symbol_id)) AS dangling,
        (SELECT count(*) - count(DISTINCT key) FROM symbols) AS double_keys,
        (SELECT count(*) - count(DISTINCT path) FROM files) AS double_files
      """;

  private final AttachedDatabase database;
  private final Connection connection;
  private final GraphRows rows;
  private boolean isClosed;

  private DuckDbGraphWriter(AttachedDatabase database, Connection connection) throws SQLException {
    this.database = database;
    this.connection = connection;
    Schema.create(connection);
    rows = new GraphRows(connection, database.alias());
  }

  static DuckDbGraphWriter open(DuckDbDatabase engine, Path file) {
    AttachedDatabase database;
    try {
      database = engine.create(file);
    } catch (DatabaseException e) {
      throw new GraphException(e.code(), String.valueOf(e.getMessage()), e);
    }
    Connection connection = null;
    try {
      connection = engine.connect(database);
      return new DuckDbGraphWriter(database, connection);
    } catch (SQLException e) {
      closeQuietly(connection);
      database.close();
      throw failure(e);
    }
  }

  @Override
  public void file(IndexedFile file) {
    try {
      rows.file(file);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void symbol(Symbol symbol) {
    try {
      rows.symbol(symbol);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void relationship(Relationship relationship) {
    try {
      rows.relationship(relationship);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void finish(Snapshot snapshot) {
    try {
      rows.flush();
      check();
      execute(SymbolUsage.INSERT_ALL);
      new SnapshotRow(connection).write(snapshot);
      rows.close();
      execute("CHECKPOINT " + database.alias());
    } catch (SQLException e) {
      throw failure(e);
    }
    close();
  }

  private void check() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT_DEFECTS)) {
      row.next();
      require(row.getLong("symbols") == rows.symbolCount(), "symbols were lost");
      require(row.getLong("relationships") == rows.relationshipCount(), "relationships were lost");
      require(row.getLong("files") == rows.fileCount(), "files were lost");
      require(row.getLong("double_ids") == 0, "symbols share their number");
      require(row.getLong("dangling") == 0, "relationships lead to symbols that do not exist");
      require(row.getLong("double_files") == 0, "files are listed twice");
      if (row.getLong("double_keys") > 0) {
        LOG.warnf("%d symbols share their key with another", row.getLong("double_keys"));
      }
    }
  }

  private static void require(boolean holds, String defect) {
    if (!holds) {
      throw new GraphException(
          ErrorCode.INTERNAL, "The new snapshot failed its self-check: " + defect + ".", null);
    }
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      rows.close();
      execute("USE memory");
    } catch (SQLException e) {
      LOG.debug("Discarding an unfinished snapshot failed in part", e);
    }
    closeQuietly(connection);
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("Closing a connection failed", e);
    }
  }

  static GraphException failure(SQLException e) {
    DatabaseException translated = DatabaseException.of("Writing the snapshot", e);
    return new GraphException(translated.code(), String.valueOf(translated.getMessage()), e);
  }
}
