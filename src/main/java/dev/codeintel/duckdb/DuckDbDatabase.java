package dev.codeintel.duckdb;

import dev.codeintel.config.DataConfig;
import dev.codeintel.config.MemoryBudget;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one DuckDB engine of this process: an in-memory database to which snapshot files are
 * attached. Opened when first used, because loading the native library costs time that many
 * commands need not spend. Thread-safe.
 *
 * <p>All connections come from one pool. They share the engine, its memory limit and its attached
 * files; each has its own current database, which is set before work and reset after it.
 */
@Singleton
public final class DuckDbDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DuckDbDatabase.class);
  private static final long MEGABYTE = 1_000_000;
  private static final long MOST_MEMORY = 1_000 * MEGABYTE;

  /** With less the engine cannot write a snapshot. */
  private static final long LEAST_MEMORY = 100 * MEGABYTE;

  private static final int PARTS_OF_BUDGET = 3;
  private static final int MOST_THREADS = 8;

  /** Where connections come from. */
  @FunctionalInterface
  interface ConnectionSource {
    Connection open() throws SQLException;

    /** Closes all connections, those in use as well: the engine behind them is lost. */
    default void closeAll() {}
  }

  /** The pool of the service. */
  private record Pool(Instance<AgroalDataSource> dataSource, Path libraries)
      implements ConnectionSource {

    @Override
    public Connection open() throws SQLException {
      provideLibrary(libraries);
      return dataSource.get().getConnection();
    }

    @Override
    public void closeAll() {
      dataSource.get().flush(AgroalDataSource.FlushMode.ALL);
    }
  }

  private final ConnectionSource connections;
  private final DuckDbConfig config;
  private final MemoryBudget budget;
  private final AtomicLong attachments = new AtomicLong();

  /** How often the engine was replaced because it had given up on itself. */
  private final AtomicLong generation = new AtomicLong();

  /** Keeps the engine alive while the pool is empty. */
  private @Nullable Connection anchor;

  @Inject
  DuckDbDatabase(
      Instance<AgroalDataSource> dataSource,
      DuckDbConfig config,
      MemoryBudget budget,
      DataConfig data) {
    this(new Pool(dataSource, data.nativeDirectory()), config, budget);
  }

  private static void provideLibrary(Path directory) throws SQLException {
    try {
      EngineLibrary.provide(directory);
    } catch (IOException | LinkageError e) {
      throw new SQLException("the engine's native library cannot be loaded: " + e.getMessage(), e);
    }
  }

  DuckDbDatabase(ConnectionSource connections, DuckDbConfig config, MemoryBudget budget) {
    this.connections = connections;
    this.budget = budget;
    this.config = config;
  }

  /**
   * Attaches a snapshot for reading. Any number of processes may do so at once.
   *
   * @throws DatabaseException if it is missing, damaged or being written
   */
  public AttachedDatabase attachReadOnly(Path file) {
    return attach(file, "(READ_ONLY)", "Opening the snapshot");
  }

  /**
   * Creates a new file and attaches it for writing. There is no write-ahead log: what is not
   * finished is thrown away.
   */
  public AttachedDatabase create(Path file) {
    return attach(file, "(RECOVERY_MODE no_wal_writes)", "Creating the snapshot");
  }

  private AttachedDatabase attach(Path file, String options, String doing) {
    String alias = "snapshot" + attachments.incrementAndGet();
    String path = file.toAbsolutePath().toString().replace("'", "''");
    long engine = generation.get();
    try (Connection connection = open()) {
      // ATTACH takes no parameters; the quotes are doubled above.
      execute(connection, "ATTACH '" + path + "' AS " + alias + " " + options);
    } catch (SQLException e) {
      replaceIfLost(engine, e);
      throw DatabaseException.of(doing, e);
    }
    return new AttachedDatabase(this, alias, file, engine);
  }

  /** Returns which engine this is: another number means that nothing attached before is there. */
  long generation() {
    return generation.get();
  }

  /**
   * Replaces the engine if an error says that it has given up on itself: it would answer nothing
   * any more, for no file. What was attached has to be attached again.
   */
  private void replaceIfLost(long engine, SQLException e) {
    if (Damage.of(e) != Damage.ENGINE) {
      return;
    }
    synchronized (this) {
      if (generation.compareAndSet(engine, engine + 1)) {
        LOG.warnf("The database engine is started anew: %s", e.getMessage());
        Connection held = anchor;
        anchor = null;
        connections.closeAll();
        closeQuietly(held);
      }
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("A connection could not be closed", e);
    }
  }

  void detach(AttachedDatabase database) {
    if (!isOpen() || !database.isOfThisEngine()) {
      // The engine went first, and all its attachments with it.
      return;
    }
    try (Connection connection = open()) {
      execute(connection, "DETACH " + database.alias());
    } catch (SQLException e) {
      // At the end of the process the pool, and with it the engine, may be gone before its users.
      LOG.debugf("%s cannot be detached: %s", database.file(), e.getMessage());
    }
  }

  /**
   * Returns a connection whose unqualified names mean {@code database}, for work that is longer
   * than a query. The caller closes it.
   */
  public Connection connect(AttachedDatabase database) throws SQLException {
    Connection connection = open();
    try {
      execute(connection, "USE " + database.alias());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  <T> T run(String alias, SqlWork<T> work) throws SQLException {
    long engine = generation.get();
    try (Connection connection = open()) {
      execute(connection, "USE " + alias);
      T result;
      try {
        result = work.run(connection);
      } catch (SQLException | RuntimeException e) {
        recover(connection);
        throw e;
      }
      execute(connection, "USE memory");
      return result;
    } catch (SQLException e) {
      replaceIfLost(engine, e);
      throw e;
    }
  }

  /** Makes a connection on which a statement failed fit for the next one. */
  private static void recover(Connection connection) {
    try {
      execute(connection, "USE memory");
    } catch (SQLException first) {
      try {
        // An error may leave a transaction open that takes no statement any more.
        execute(connection, "ROLLBACK");
        execute(connection, "USE memory");
      } catch (SQLException e) {
        LOG.debugf("A connection cannot be used any more: %s", e.getMessage());
        abort(connection);
      }
    }
  }

  /** What goes back to the pool closed is not handed out again. */
  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.debugf("A connection cannot be given up: %s", e.getMessage());
    }
  }

  int queryTimeoutSeconds() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, config.queryTimeout().toSeconds()));
  }

  /** Tells whether the engine has been opened; does not open it. */
  public synchronized boolean isOpen() {
    return anchor != null;
  }

  /** Closes the engine. Snapshots still attached are detached. */
  @Override
  @PreDestroy
  public synchronized void close() {
    EngineLibrary.release();
    Connection held = anchor;
    anchor = null;
    if (held == null) {
      return;
    }
    try {
      held.close();
    } catch (SQLException e) {
      LOG.debug("Closing the database engine failed", e);
    }
  }

  private Connection open() throws SQLException {
    ensureOpen();
    return connections.open();
  }

  private synchronized void ensureOpen() throws SQLException {
    if (anchor != null) {
      return;
    }
    Connection connection = connections.open();
    try {
      configure(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    anchor = connection;
    EngineLibrary.release();
  }

  /** Settings belong to the engine, not to a connection; after this nobody can change them. */
  private void configure(Connection connection) throws SQLException {
    if (isLocked(connection)) {
      return;
    }
    long memory = config.memoryLimit().map(size -> size.asLongValue()).orElseGet(this::share);
    int threads =
        config
            .threads()
            .orElseGet(() -> Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    execute(connection, "SET autoinstall_known_extensions=false");
    execute(connection, "SET autoload_known_extensions=false");
    execute(connection, "SET memory_limit='" + memory / 1024 + "KiB'");
    execute(connection, "SET threads=" + Math.max(1, threads));
    execute(connection, "SET temp_directory='" + temporaryFolder().replace("'", "''") + "'");
    execute(
        connection,
        "SET max_temp_directory_size='" + config.maxTempSize().asLongValue() / 1024 + "KiB'");
    execute(connection, "SET lock_configuration=true");
    LOG.debugf("Database engine opened: %d MB, %d threads", memory / MEGABYTE, threads);
  }

  private long share() {
    return Math.max(LEAST_MEMORY, Math.min(budget.bytes() / PARTS_OF_BUDGET, MOST_MEMORY));
  }

  private String temporaryFolder() {
    return config
        .tempDirectory()
        .orElseGet(
            () ->
                Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "code-intel-" + ProcessHandle.current().pid()))
        .toAbsolutePath()
        .toString();
  }

  private static boolean isLocked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('lock_configuration')")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
