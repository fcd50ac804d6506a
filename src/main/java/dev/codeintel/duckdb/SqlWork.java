package dev.codeintel.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do on a connection that belongs to somebody else. */
@FunctionalInterface
public interface SqlWork<T> {

  /** Does it; must not close the connection, and closes the statements it opens. */
  T run(Connection connection) throws SQLException;
}
