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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
      CREATE OR REPLACE TEMP TABLE languages (word VARCHAR);
      CREATE OR REPLACE TEMP TABLE times (path VARCHAR, millis BIGINT);
      CREATE OR REPLACE TEMP TABLE stale (id BIGINT);
      CREATE OR REPLACE TEMP TABLE removed (id BIGINT);
      CREATE OR REPLACE TEMP TABLE used (id BIGINT);
      """;

  private static final String DROP_TEMPORARY =
      """
      DROP TABLE IF EXISTS temp.wanted;
      DROP TABLE IF EXISTS temp.languages;
      DROP TABLE IF EXISTS temp.times;
      DROP TABLE IF EXISTS temp.stale;
      DROP TABLE IF EXISTS temp.removed;
      DROP TABLE IF EXISTS temp.used;
      """;

  private static final String IN_WANTED = " IN (SELECT word FROM temp.wanted)";

  private static final String SELECT_SYMBOLS =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.file_path IN (SELECT word FROM temp.wanted)
          """;

  private static final String SELECT_RELATIONSHIPS =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + """
            , r.rowid
          FROM relationships r
          WHERE r.file_path IN (SELECT word FROM temp.wanted)
          """;

  private static final String SELECT_INHERITANCE =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + """
            , r.rowid
          FROM relationships r
          JOIN symbols s ON s.id = r.from_symbol_id
          WHERE r.relationship_type IN ('implements', 'overrides')
            AND s.language IN (SELECT word FROM temp.languages)
            AND r.file_path NOT IN (SELECT word FROM temp.wanted)
          """;

  private static final String RENEW_USAGE =
      """
      DELETE FROM symbol_usage WHERE symbol_id IN (SELECT id FROM temp.used);
      """
          + SymbolUsage.insertThose("SELECT id FROM temp.used")
          + """
      DELETE FROM symbols
      WHERE file_path = ''
        AND id IN (SELECT id FROM temp.used)
        AND id NOT IN (
          SELECT to_symbol_id FROM relationships
          WHERE to_symbol_id IN (SELECT id FROM temp.used));
      """;

  /**
   * What was added leads to symbols that were just found; what was there may lead to removed ones.
   */
  private static final String SELECT_DEFECTS =
      """
      SELECT
        (SELECT count(*) FROM relationships
         WHERE to_symbol_id IN (SELECT id FROM temp.removed)
            OR from_symbol_id IN (SELECT id FROM temp.removed)) AS loose_ends,
        (SELECT count(*) FROM temp.used
         WHERE id IN (SELECT to_symbol_id FROM relationships)
           AND id NOT IN (SELECT id FROM symbols)) AS missing_symbols,
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
    return work(() -> single("SELECT coalesce(max(id), -1) + 1 FROM symbols"));
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

  // ---------------------------------------------------------------- what is new

  @Override
  public void touched(String path, long modifiedMillis) {
    step(
        () -> {
          try (DuckDBAppender appender = appender("times")) {
            appender.beginRow();
            appender.append(path);
            appender.append(modifiedMillis);
            appender.endRow();
          }
        });
  }

  @Override
  public void replaceFiles(Collection<String> paths, List<IndexedFile> now) {
    step(
        () -> {
          if (!paths.isEmpty()) {
            want("wanted", paths);
            execute("DELETE FROM files WHERE path" + IN_WANTED);
            execute("DELETE FROM file_texts WHERE path" + IN_WANTED);
          }
          for (IndexedFile each : now) {
            rows.file(each);
          }
        });
  }

  @Override
  public int replaceSymbols(Collection<String> paths, List<Symbol> now) {
    return work(
        () -> {
          Map<Integer, Symbol> old = symbols(paths);
          List<Integer> stale = new ArrayList<>();
          List<Integer> wordsStale = new ArrayList<>();
          int changes = 0;
          for (Symbol symbol : now) {
            Symbol before = old.remove(symbol.id());
            if (symbol.equals(before)) {
              continue;
            }
            changes++;
            if (before != null) {
              stale.add(before.id());
            }
            if (before != null && hasSameWords(symbol, before)) {
              rows.symbolAlone(symbol);
            } else {
              wordsStale.add(symbol.id());
              rows.symbol(symbol);
            }
          }
          stale.addAll(old.keySet());
          wordsStale.addAll(old.keySet());
          number("removed", old.keySet());
          delete("symbols WHERE id", stale);
          delete("symbol_terms WHERE symbol_id", wordsStale);
          return changes + old.size();
        });
  }

  private static boolean hasSameWords(Symbol symbol, Symbol before) {
    return symbol.name().equals(before.name())
        && symbol.doc().equals(before.doc())
        && symbol.kind() == before.kind()
        && symbol.path().equals(before.path());
  }

  private Map<Integer, Symbol> symbols(Collection<String> paths) throws SQLException {
    want("wanted", paths);
    Map<Integer, Symbol> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT_SYMBOLS)) {
      while (row.next()) {
        Symbol symbol = SymbolRows.symbol(row, 0);
        found.put(symbol.id(), symbol);
      }
    }
    return found;
  }

  @Override
  public int replaceRelationships(
      Collection<String> paths, Set<String> languages, List<Relationship> now) {
    return work(
        () -> {
          want("wanted", paths);
          Map<Relationship, Deque<Long>> old = new HashMap<>();
          relationships(SELECT_RELATIONSHIPS, old);
          if (!languages.isEmpty()) {
            want("languages", languages);
            relationships(SELECT_INHERITANCE, old);
          }
          Set<Integer> used = new HashSet<>();
          int changes = 0;
          for (Relationship relationship : now) {
            Deque<Long> same = old.get(relationship);
            if (same == null || same.poll() == null) {
              rows.relationship(relationship);
              used.add(relationship.to());
              changes++;
            }
          }
          List<Long> stale = new ArrayList<>();
          old.forEach(
              (relationship, places) -> {
                if (!places.isEmpty()) {
                  stale.addAll(places);
                  used.add(relationship.to());
                }
              });
          number("used", used);
          delete("relationships WHERE rowid", stale);
          return changes + stale.size();
        });
  }

  private void relationships(String sql, Map<Relationship, Deque<Long>> found) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found
            .computeIfAbsent(SymbolRows.relationship(row, 0), each -> new ArrayDeque<>(1))
            .add(row.getLong(SymbolRows.LINK_WIDTH + 1));
      }
    }
  }

  @Override
  public GraphTotals settle() {
    return work(
        () -> {
          rows.flush();
          execute(
              "UPDATE files SET modified_millis = t.millis FROM temp.times t"
                  + " WHERE files.path = t.path");
          execute(RENEW_USAGE);
          check();
          return new GraphTotals(figures(SELECT_TOTALS), figures(SELECT_SKIPPED));
        });
  }

  private void check() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT_DEFECTS)) {
      row.next();
      for (String defect : List.of("loose_ends", "missing_symbols", "double_ids", "double_files")) {
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
    step(
        () -> {
          new SnapshotRow(connection).write(snapshot);
          execute("COMMIT");
          execute("CHECKPOINT " + database.alias());
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

  private void delete(String rowsOf, Collection<? extends Number> ids) throws SQLException {
    if (!ids.isEmpty()) {
      execute("DELETE FROM temp.stale");
      number("stale", ids);
      execute("DELETE FROM " + rowsOf + " IN (SELECT id FROM temp.stale)");
    }
  }

  private void number(String table, Collection<? extends Number> ids) throws SQLException {
    try (DuckDBAppender appender = appender(table)) {
      for (Number id : ids) {
        appender.beginRow();
        appender.append(id.longValue());
        appender.endRow();
      }
    }
  }

  /** What may fail in the database and returns nothing. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static void step(Step step) {
    try {
      step.run();
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

  private int single(String sql) throws SQLException {
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
