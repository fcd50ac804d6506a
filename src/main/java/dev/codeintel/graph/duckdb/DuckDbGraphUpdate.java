package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DatabaseException;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.GraphTotals;
import dev.codeintel.graph.GraphUpdate;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Changes a copy of a snapshot file by deleting and adding rows, in one transaction. What is
 * derived from rows is renewed only for the symbols whose relationships changed. One connection and
 * one thread.
 */
final class DuckDbGraphUpdate implements GraphUpdate {
  private static final Logger LOG = Logger.getLogger(DuckDbGraphUpdate.class);

  /** What is worked on, in temporary tables of the connection. */
  private static final String CREATE_TEMPORARY =
      """
      CREATE OR REPLACE TEMP TABLE wanted (word VARCHAR);
      CREATE OR REPLACE TEMP TABLE times (path VARCHAR, millis BIGINT);
      CREATE OR REPLACE TEMP TABLE linked_paths (word VARCHAR);
      CREATE OR REPLACE TEMP TABLE whole_languages (word VARCHAR);
      CREATE OR REPLACE TEMP TABLE used (symbol_id INTEGER);
      """;

  private static final String DROP_TEMPORARY =
      """
      DROP TABLE IF EXISTS temp.wanted;
      DROP TABLE IF EXISTS temp.times;
      DROP TABLE IF EXISTS temp.linked_paths;
      DROP TABLE IF EXISTS temp.whole_languages;
      DROP TABLE IF EXISTS temp.used;
      """;

  private static final String IN_WANTED = " IN (SELECT word FROM temp.wanted)";
  private static final String OF_LANGUAGES =
      """
       relationship_type IN ('implements', 'overrides')
        AND from_symbol_id IN (
          SELECT id FROM symbols WHERE language IN (SELECT word FROM temp.whole_languages))
      """;

  private static final String NOTE_USED =
      """
      INSERT INTO temp.used
      SELECT DISTINCT to_symbol_id FROM relationships WHERE file_path IN
        (SELECT word FROM temp.linked_paths)
      """;

  private static final String RENEW_DERIVED =
      """
      UPDATE files SET modified_millis = t.millis FROM temp.times t WHERE files.path = t.path;
      DELETE FROM symbol_usage WHERE symbol_id IN (SELECT symbol_id FROM temp.used);
      INSERT INTO symbol_usage (symbol_id, uses, uses_elsewhere)
      SELECT
        r.to_symbol_id,
        count(*),
        count(*) FILTER (WHERE r.file_path <> s.file_path)
      FROM relationships r
      JOIN symbols s ON s.id = r.to_symbol_id
      WHERE r.relationship_type <> 'contains'
        AND r.to_symbol_id IN (SELECT symbol_id FROM temp.used)
      GROUP BY r.to_symbol_id
      ORDER BY r.to_symbol_id;
      DELETE FROM symbols
      WHERE file_path = ''
        AND id IN (SELECT symbol_id FROM temp.used)
        AND id NOT IN (
          SELECT to_symbol_id FROM relationships
          WHERE to_symbol_id IN (SELECT symbol_id FROM temp.used));
      """;

  private static final String SELECT_DEFECTS =
      """
      SELECT
        (SELECT count(*) FROM relationships
         WHERE to_symbol_id NOT IN (SELECT id FROM symbols)) AS loose_ends,
        (SELECT count(*) FROM relationships
         WHERE from_symbol_id NOT IN (SELECT id FROM symbols)) AS loose_starts,
        (SELECT count(*) - count(DISTINCT id) FROM symbols) AS double_ids,
        (SELECT count(*) - count(DISTINCT path) FROM files) AS double_files
      """;

  private static final String SELECT_TOTALS =
      """
      SELECT 'files', count(*) FROM files
      UNION ALL SELECT 'files_' || status, count(*) FROM files GROUP BY status
      UNION ALL SELECT 'lines', sum(lines)::BIGINT FROM files
      UNION ALL SELECT 'bytes', sum(greatest(bytes, 0))::BIGINT FROM files
        WHERE path IN (SELECT path FROM file_texts)
      UNION ALL SELECT 'symbols', count(*) FROM symbols WHERE file_path <> ''
      UNION ALL SELECT 'symbols_outside', count(*) FROM symbols WHERE file_path = ''
      UNION ALL SELECT 'relationships', count(*) FROM relationships
      UNION ALL
        SELECT 'relationships_' || evidence, count(*) FROM relationships GROUP BY evidence
      """;

  private static final String SELECT_SKIPPED =
      """
      SELECT reason, count(*) FROM files WHERE reason IS NOT NULL GROUP BY reason
      """;

  private final AttachedDatabase database;
  private final Connection connection;
  private final Path file;
  private final GraphRows rows;
  private boolean isFinished;
  private boolean isClosed;

  private DuckDbGraphUpdate(AttachedDatabase database, Connection connection, Path file)
      throws SQLException {
    this.database = database;
    this.connection = connection;
    this.file = file;
    execute(CREATE_TEMPORARY);
    execute("BEGIN TRANSACTION");
    rows = new GraphRows(connection, database.alias());
  }

  static DuckDbGraphUpdate open(DuckDbDatabase engine, Path base, Path file) {
    AttachedDatabase database = null;
    Connection connection = null;
    try {
      Files.copy(base, file);
      database = engine.create(file);
      connection = engine.connect(database);
      return new DuckDbGraphUpdate(database, connection, file);
    } catch (IOException e) {
      discard(connection, database, file);
      throw new GraphException(
          ErrorCode.UNAVAILABLE, "The snapshot cannot be copied: " + e.getMessage(), e);
    } catch (DatabaseException e) {
      discard(connection, database, file);
      throw new GraphException(e.code(), String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      discard(connection, database, file);
      throw DuckDbGraphWriter.failure(e);
    }
  }

  // ---------------------------------------------------------------- what there is

  @Override
  public int nextSymbolId() {
    return work(() -> number("SELECT coalesce(max(id), -1) + 1 FROM symbols"));
  }

  @Override
  public Map<String, Integer> symbolIds(Collection<String> paths) {
    return ids("file_path" + IN_WANTED, paths);
  }

  @Override
  public Map<String, Integer> outsideIds(Collection<String> keys) {
    return ids("file_path = '' AND key" + IN_WANTED, keys);
  }

  private Map<String, Integer> ids(String condition, Collection<String> words) {
    return work(
        () -> {
          want("wanted", words);
          Map<String, Integer> found = new HashMap<>();
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT key, id FROM symbols WHERE " + condition)) {
            while (row.next()) {
              found.put(row.getString(1), row.getInt(2));
            }
          }
          return found;
        });
  }

  // ---------------------------------------------------------------- what is out of date

  @Override
  public void forgetFiles(Collection<String> paths) {
    forget(paths, "files WHERE path", "file_texts WHERE path");
  }

  @Override
  public void forgetSymbols(Collection<String> paths) {
    forget(
        paths,
        "symbol_terms WHERE symbol_id IN (SELECT id FROM symbols WHERE file_path",
        "symbols WHERE file_path");
  }

  private void forget(Collection<String> words, String... tables) {
    work(
        () -> {
          want("wanted", words);
          for (String table : tables) {
            execute("DELETE FROM " + table + IN_WANTED + (table.contains("(") ? ")" : ""));
          }
          return null;
        });
  }

  @Override
  public void forgetRelationships(Collection<String> paths) {
    work(
        () -> {
          want("linked_paths", paths);
          execute(NOTE_USED);
          execute(
              "DELETE FROM relationships WHERE file_path IN (SELECT word FROM temp.linked_paths)");
          return null;
        });
  }

  @Override
  public void forgetInheritance(Set<String> languages) {
    if (languages.isEmpty()) {
      return;
    }
    work(
        () -> {
          want("whole_languages", languages);
          execute(
              "INSERT INTO temp.used SELECT DISTINCT to_symbol_id FROM relationships WHERE"
                  + OF_LANGUAGES);
          execute("DELETE FROM relationships WHERE" + OF_LANGUAGES);
          return null;
        });
  }

  // ---------------------------------------------------------------- what is new

  @Override
  public void touched(String path, long modifiedMillis) {
    work(
        () -> {
          try (DuckDBAppender appender = appender("times")) {
            appender.beginRow();
            appender.append(path);
            appender.append(modifiedMillis);
            appender.endRow();
          }
          return null;
        });
  }

  @Override
  public void file(IndexedFile indexed) {
    work(
        () -> {
          rows.file(indexed);
          return null;
        });
  }

  @Override
  public void symbol(Symbol symbol) {
    work(
        () -> {
          rows.symbol(symbol);
          return null;
        });
  }

  @Override
  public void relationship(Relationship relationship) {
    work(
        () -> {
          rows.relationship(relationship);
          return null;
        });
  }

  @Override
  public GraphTotals settle() {
    return work(
        () -> {
          rows.flush();
          execute(NOTE_USED);
          execute(
              "INSERT INTO temp.used SELECT DISTINCT to_symbol_id FROM relationships WHERE"
                  + OF_LANGUAGES);
          execute(RENEW_DERIVED);
          check();
          return new GraphTotals(figures(SELECT_TOTALS), figures(SELECT_SKIPPED));
        });
  }

  private void check() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT_DEFECTS)) {
      row.next();
      for (String defect : List.of("loose_ends", "loose_starts", "double_ids", "double_files")) {
        if (row.getLong(defect) != 0) {
          throw new GraphException(
              ErrorCode.INTERNAL,
              "The updated snapshot failed its self-check: "
                  + row.getLong(defect)
                  + " "
                  + defect.replace('_', ' ')
                  + ".",
              null);
        }
      }
    }
  }

  private Map<String, Long> figures(String sql) throws SQLException {
    Map<String, Long> found = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.put(row.getString(1), row.getLong(2));
      }
    }
    return found;
  }

  @Override
  public void finish(Snapshot snapshot) {
    work(
        () -> {
          new SnapshotRow(connection).write(snapshot);
          execute("COMMIT");
          execute("CHECKPOINT " + database.alias());
          return null;
        });
    isFinished = true;
    close();
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      rows.close();
      if (!isFinished) {
        execute("ROLLBACK");
      }
      execute(DROP_TEMPORARY);
      execute("USE memory");
    } catch (SQLException e) {
      LOG.debug("Closing an updated snapshot failed in part", e);
    }
    discard(connection, database, isFinished ? null : file);
  }

  private static void discard(
      @Nullable Connection connection, @Nullable AttachedDatabase database, @Nullable Path file) {
    try {
      if (connection != null) {
        connection.close();
      }
      if (database != null) {
        database.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (SQLException | IOException e) {
      LOG.debug("Discarding an updated snapshot failed in part", e);
    }
  }

  // ---------------------------------------------------------------- statements

  /** What may fail in the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T work(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw DuckDbGraphWriter.failure(e);
    }
  }

  private void want(String table, Collection<String> words) throws SQLException {
    execute("DELETE FROM temp." + table);
    try (DuckDBAppender appender = appender(table)) {
      for (String word : words) {
        appender.beginRow();
        appender.append(word);
        appender.endRow();
      }
    }
  }

  private DuckDBAppender appender(String table) throws SQLException {
    return connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table);
  }

  private int number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
