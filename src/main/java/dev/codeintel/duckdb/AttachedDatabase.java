package dev.codeintel.duckdb;

import dev.codeintel.model.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One database file, attached to the engine under a name of its own. Thread-safe. Whoever attached
 * it closes it, when nothing reads from it any more.
 */
public final class AttachedDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AttachedDatabase.class);

  private final DuckDbDatabase engine;
  private final String alias;
  private final Path file;
  private final long generation;
  private final ConcurrentMap<Class<?>, Object> companions = new ConcurrentHashMap<>();
  private volatile boolean isDamaged;
  private volatile BooleanSupplier check = () -> false;

  AttachedDatabase(DuckDbDatabase engine, String alias, Path file, long generation) {
    this.engine = engine;
    this.alias = alias;
    this.file = file;
    this.generation = generation;
  }

  /** Returns the name the file is attached under. */
  public String alias() {
    return alias;
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /**
   * Runs {@code work} on a connection whose unqualified table names mean this file.
   *
   * @throws DatabaseException if the database reports an error
   */
  public <T> T run(SqlWork<T> work) {
    try {
      return engine.run(alias, work);
    } catch (SQLException e) {
      if (isDamaged || (Damage.of(e) != Damage.NONE && isDamaged())) {
        throw new DatabaseException(
            ErrorCode.UNAVAILABLE, "The snapshot turned out to be damaged; ask again.", e);
      }
      if (!isOfThisEngine()) {
        throw new DatabaseException(
            ErrorCode.UNAVAILABLE, "The database engine had to be started anew; ask again.", e);
      }
      throw DatabaseException.of("Reading the snapshot", e);
    }
  }

  /**
   * Sets what tells whether the file is damaged; it is asked when an error makes that likely.
   *
   * @param isDamaged may take as long as reading the file does
   */
  public void setCheck(BooleanSupplier isDamaged) {
    check = isDamaged;
  }

  /** Asks the check whether the file is damaged. */
  public boolean isDamaged() {
    isDamaged = isDamaged || check.getAsBoolean();
    return isDamaged;
  }

  /** Tells whether the engine it is attached to is the one there is. */
  boolean isOfThisEngine() {
    return engine.generation() == generation;
  }

  /** Tells whether it can be read, as far as is known: if not, it has to be attached again. */
  public boolean isUsable() {
    return !isDamaged && isOfThisEngine();
  }

  /** Returns the longest time a statement may take, in whole seconds. */
  public int queryTimeoutSeconds() {
    return engine.queryTimeoutSeconds();
  }

  /**
   * Returns the object that accompanies this file as long as it is attached, made when needed. If
   * it can be closed, it is when the file is detached.
   */
  public <T> T companion(Class<T> type, Function<AttachedDatabase, T> maker) {
    return type.cast(companions.computeIfAbsent(type, unused -> maker.apply(this)));
  }

  private static void closeQuietly(Object companion) {
    if (companion instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.debug("Closing what accompanies a database failed", e);
      }
    }
  }

  /** Detaches the file. */
  @Override
  public void close() {
    for (Object companion : companions.values()) {
      closeQuietly(companion);
    }
    companions.clear();
    engine.detach(this);
  }
}
