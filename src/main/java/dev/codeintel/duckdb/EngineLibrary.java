package dev.codeintel.duckdb;

import dev.codeintel.natives.LibraryLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The native library of the engine, 70 MB. The native executable unpacks it; elsewhere the driver
 * finds it beside its jar. Thread-safe.
 */
public final class EngineLibrary {
  private static final Logger LOG = Logger.getLogger(EngineLibrary.class);
  private static final String SEARCH_PATH = "java.library.path";

  private static boolean isProvided;

  private EngineLibrary() {}

  /**
   * Begins to load the library that lies beside the driver, which takes Java a tenth of a second,
   * on a thread of its own and returns at once. Who needs it earlier waits; a failure shows at the
   * first connection.
   */
  public static void preload() {
    Thread thread = new Thread(EngineLibrary::preloadHere, "engine-library");
    thread.setDaemon(true);
    thread.start();
  }

  private static void preloadHere() {
    try {
      if (PackedEngine.find().isEmpty()) {
        loadDriver();
      }
    } catch (IOException | LinkageError e) {
      LOG.debug("The engine is not loaded ahead", e);
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
    Optional<PackedEngine> packed = PackedEngine.find();
    if (packed.isPresent()) {
      try (LibraryLoader loader = new LibraryLoader(directory)) {
        Path folder = loader.load(packed.get());
        System.setProperty(SEARCH_PATH, folder.resolve("lib").toString());
        loadDriver();
      }
    }
    isProvided = true;
  }

  private static void loadDriver() {
    try {
      // The initialiser of this class of the driver loads the library.
      Class.forName("org.duckdb.DuckDBNative");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the driver is part of this program", e);
    }
  }
}
