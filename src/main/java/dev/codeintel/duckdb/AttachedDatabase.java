package dev.codeintel.duckdb;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
  private final ConcurrentMap<Class<?>, Object> companions = new ConcurrentHashMap<>();

  AttachedDatabase(DuckDbDatabase engine, String alias, Path file) {
    this.engine = engine;
    this.alias = alias;
    this.file = file;
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
    return engine.run(alias, "Reading the snapshot", work);
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
