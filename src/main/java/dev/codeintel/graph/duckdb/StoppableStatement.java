package dev.codeintel.graph.duckdb;

import dev.codeintel.model.CallScope;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/**
 * A statement that is stopped when nobody waits for its call any more. The engine can only be told
 * to stop what a connection does; once this is closed the connection may do something else, and is
 * left alone.
 */
final class StoppableStatement implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StoppableStatement.class);

  private final Statement statement;
  private final CallScope scope;
  private final CallScope.Registration registration;

  // guarded by this
  private boolean isClosed;

  StoppableStatement(Statement statement, CallScope scope) {
    this.statement = statement;
    this.scope = scope;
    this.registration = scope.onCancel(this::stop);
  }

  /** Returns the whole seconds it may take: what is left of the call, and no more than the most. */
  int timeoutSeconds(int most) {
    return (int) Math.min(most, Math.max(1, (scope.remainingMillis() + 999) / 1_000));
  }

  private synchronized void stop() {
    if (isClosed) {
      return;
    }
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debugf("A query cannot be stopped: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    registration.close();
    synchronized (this) {
      isClosed = true;
    }
  }
}
