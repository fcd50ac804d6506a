package dev.codeintel.cli;

import dev.codeintel.model.ErrorCode;

/** What the process returns; documented in the help of every command. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int UNAVAILABLE = 4;

  private ExitCode() {}

  static int of(ErrorCode code) {
    return switch (code) {
      case CALLER -> USAGE;
      case NOT_FOUND -> NOT_FOUND;
      case UNAVAILABLE -> UNAVAILABLE;
      case INTERNAL -> FAILURE;
    };
  }
}
