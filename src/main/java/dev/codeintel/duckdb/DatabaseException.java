package dev.codeintel.duckdb;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The database cannot do what was asked of it. */
public final class DatabaseException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }

  /**
   * Translates what the driver reports. DuckDB sets no SQL states, so the text decides.
   *
   * @param doing what was being done, to begin the message with, for example "Reading the snapshot"
   */
  public static DatabaseException of(String doing, SQLException e) {
    String message = firstLine(e);
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof SQLTimeoutException || lower.contains("interrupt error")) {
      return new DatabaseException(
          ErrorCode.UNAVAILABLE,
          doing + " took longer than code-intel.duckdb.query-timeout allows; ask for less.",
          e);
    }
    if (lower.contains("no space left") || lower.contains("disk full")) {
      return new DatabaseException(
          ErrorCode.UNAVAILABLE,
          doing + " failed: the disk is full. Free some space and try again.",
          e);
    }
    if (lower.contains("out of memory")) {
      return new DatabaseException(
          ErrorCode.UNAVAILABLE,
          doing + " needs more memory than code-intel.duckdb.memory-limit allows.",
          e);
    }
    if (lower.contains("acquisition timeout")) {
      return new DatabaseException(
          ErrorCode.UNAVAILABLE, doing + " failed: all connections are busy. Try again.", e);
    }
    if (lower.contains("could not set lock")) {
      return new DatabaseException(
          ErrorCode.UNAVAILABLE, doing + " failed: another process is writing the file.", e);
    }
    return new DatabaseException(ErrorCode.INTERNAL, doing + " failed: " + message, e);
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
