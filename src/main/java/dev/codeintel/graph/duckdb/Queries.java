package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DatabaseException;
import dev.codeintel.duckdb.SqlWork;
import dev.codeintel.graph.GraphException;
import dev.codeintel.model.CallScope;
import dev.codeintel.monitoring.Meters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the queries of one snapshot file, each for a limited time and no longer than its call lasts.
 * Thread-safe.
 */
final class Queries {
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final AttachedDatabase database;
  private final Meters meters;

  Queries(AttachedDatabase database, Meters meters) {
    this.database = database;
    this.meters = meters;
  }

  /** Binds the parameters of a statement. */
  @FunctionalInterface
  interface Binder {
    void bind(Bindings bindings) throws SQLException;
  }

  /** Makes a value of the current row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the current row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }

  /**
   * Returns what the rows say, in their order.
   *
   * @param type name of the query for its meter
   */
  <T> List<T> list(String type, String sql, Binder binder, RowReader<T> reader) {
    List<T> found = new ArrayList<>();
    each(type, sql, binder, row -> found.add(reader.read(row)));
    return found;
  }

  /** Shows every row to {@code visitor}. */
  void each(String type, String sql, Binder binder, RowVisitor visitor) {
    CallScope scope = CallScope.current();
    SqlWork<Boolean> work =
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              StoppableStatement stoppable = new StoppableStatement(statement, scope)) {
            statement.setQueryTimeout(stoppable.timeoutSeconds(database.queryTimeoutSeconds()));
            binder.bind(new Bindings(statement));
            try (ResultSet rows = statement.executeQuery()) {
              int count = 0;
              while (rows.next()) {
                visitor.visit(rows);
                if (++count % ROWS_BETWEEN_CHECKS == 0) {
                  scope.check();
                }
              }
            }
            return true;
          }
        };
    scope.check();
    try {
      meters.time(type, () -> database.run(work));
    } catch (DatabaseException e) {
      // It may have failed because it was stopped.
      scope.check();
      throw new GraphException(e.code(), String.valueOf(e.getMessage()), e);
    }
  }
}
