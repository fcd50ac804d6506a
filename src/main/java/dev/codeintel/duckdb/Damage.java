package dev.codeintel.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What an error of the engine says about what can go on being used. DuckDB has no codes for it, so
 * the text decides.
 */
enum Damage {
  /** The statement failed; file and engine are as they were. */
  NONE,
  /** The file may not hold what it should. */
  FILE,
  /**
   * The engine has given up on itself, and with it on every file that is attached: something it did
   * not expect happened, which the content of a file may have caused.
   */
  ENGINE;

  private static final List<String> OF_THE_ENGINE =
      List.of("internal error", "fatal error", "database has been invalidated");

  private static final List<String> OF_THE_FILE =
      List.of(
          "io error",
          "data corruption error",
          "corrupt database file",
          "serialization error",
          "not a valid duckdb database file");

  static Damage of(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (OF_THE_ENGINE.stream().anyMatch(message::contains)) {
      return ENGINE;
    }
    return OF_THE_FILE.stream().anyMatch(message::contains) ? FILE : NONE;
  }
}
