package dev.codeintel.duckdb;

import org.duckdb.DuckDBDriver;

/** The native library of the engine, 60 MB that take a tenth of a second to load. */
public final class EngineLibrary {

  private EngineLibrary() {}

  /**
   * Begins to load the library on a thread of its own and returns at once, for a program that has
   * other things to start meanwhile. Who needs it earlier waits; a failure shows at the first
   * connection.
   */
  public static void preload() {
    Thread thread = new Thread(EngineLibrary::load, "engine-library");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      // Its static initialiser loads the library.
      Class.forName(DuckDBDriver.class.getName());
    } catch (ClassNotFoundException | LinkageError e) {
      // The pool tries again and reports it.
    }
  }
}
