package dev.codeintel.graph.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A temporary table that rows are appended to before one statement brings them into their final
 * form. At most one of a name on a connection.
 */
final class Stage implements AutoCloseable {
  private final Connection connection;
  private final String table;
  private final String insert;
  private DuckDBAppender rows;

  /**
   * Creates the table, empty.
   *
   * @param create statement that creates it or replaces one left behind
   * @param insert statement that moves its rows
   */
  Stage(Connection connection, String table, String create, String insert) throws SQLException {
    this.connection = connection;
    this.table = table;
    this.insert = insert;
    execute(create);
    this.rows = appender();
  }

  /** Returns where to append; another one after each {@link #flush}. */
  DuckDBAppender rows() {
    return rows;
  }

  /** Moves the rows to where they belong. */
  void flush() throws SQLException {
    rows.close();
    execute(insert);
    execute("TRUNCATE temp." + table);
    rows = appender();
  }

  private DuckDBAppender appender() throws SQLException {
    return connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Drops the table with what was not moved. */
  @Override
  public void close() throws SQLException {
    rows.close();
    execute("DROP TABLE IF EXISTS temp." + table);
  }
}
