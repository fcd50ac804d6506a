package dev.codeintel.duckdb;

import dev.codeintel.natives.LibraryLoader;
import dev.codeintel.natives.PackedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The native library of the engine, 70 MB. The native executable unpacks it; elsewhere the driver
 * finds it beside its jar. Thread-safe.
 */
public final class EngineLibrary {
  private static final Logger LOG = Logger.getLogger(EngineLibrary.class);
  private static final String SEARCH_PATH = "java.library.path";

  /** As the pool has it, so that both mean the same engine. */
  static final String URL = "jdbc:duckdb::memory:codeintel";

  /** Read when this class is initialized: of the native executable, while it is built. */
  private static final Optional<PackedFile> PACKED = PackedFile.find("engine");

  /** Needs its parser, its list of keywords, functions, and threads. */
  private static final String FIRST_QUESTION =
      "SELECT lower(name) AS name, count(*) FROM (VALUES ('a'), ('b')) AS names (name)"
          + " WHERE name = ? GROUP BY ALL ORDER BY ALL LIMIT 1";

  private static boolean isProvided;
  private static @Nullable Connection first;

  private EngineLibrary() {}

  /**
   * Begins to open the engine on a thread of its own and returns at once: loading the library and
   * filling the engine's catalogue take a tenth of a second, during which the program starts. Who
   * needs it earlier waits; a failure shows at the first connection. A packed library is not
   * unpacked, only used if it already is.
   *
   * @param directory names where it has been unpacked, if it had to be
   */
  public static void preload(Supplier<Path> directory) {
    Thread thread =
        new Thread(
            () -> {
              preloadFrom(directory);
              warmUp();
            },
            "engine-library");
    thread.setDaemon(true);
    thread.start();
  }

  private static synchronized void preloadFrom(Supplier<Path> directory) {
    if (isProvided) {
      return;
    }
    try {
      if (PACKED.isPresent()) {
        Optional<Path> unpacked;
        try (LibraryLoader loader = new LibraryLoader(directory.get())) {
          unpacked = loader.loadUnpacked(PACKED.get());
        }
        if (unpacked.isEmpty()) {
          return;
        }
        useFrom(unpacked.get());
      }
      isProvided = true;
      first = new DuckDBDriver().connect(URL, new Properties());
    } catch (IOException | SQLException | RuntimeException | LinkageError e) {
      LOG.debug("The engine is not opened ahead", e);
    }
  }

  /** What the engine makes at its first question it makes while the program starts. */
  private static void warmUp() {
    Connection opened;
    synchronized (EngineLibrary.class) {
      opened = first;
    }
    if (opened == null) {
      return;
    }
    try (Connection own = ((DuckDBConnection) opened).duplicate();
        PreparedStatement statement = own.prepareStatement(FIRST_QUESTION)) {
      statement.setString(1, "a");
      try (ResultSet ignored = statement.executeQuery()) {
        // Nobody wants the answer.
      }
    } catch (SQLException e) {
      LOG.debug("The engine is not warmed up", e);
    }
  }

  /** Closes the connection that keeps an engine opened ahead, when others keep it. */
  static synchronized void release() {
    Connection held = first;
    first = null;
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        LOG.debug("The first connection cannot be closed", e);
      }
    }
  }

  /**
   * Makes sure that the driver finds the library, before it is first used.
   *
   * @param directory where it is unpacked, if it has to be
   */
  static synchronized void provide(Path directory) throws IOException {
    if (isProvided) {
      return;
    }
    if (PACKED.isPresent()) {
      try (LibraryLoader loader = new LibraryLoader(directory)) {
        useFrom(loader.load(PACKED.get()));
      }
    }
    isProvided = true;
  }

  /** The driver loads its library by name, from where it is loaded already. */
  private static void useFrom(Path folder) {
    System.setProperty(SEARCH_PATH, folder.resolve("lib").toString());
    try {
      // The initialiser of this class of the driver loads the library.
      Class.forName("org.duckdb.DuckDBNative");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the driver is part of this program", e);
    }
  }
}
