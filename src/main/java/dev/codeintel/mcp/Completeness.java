package dev.codeintel.mcp;

import java.util.Locale;

/** Whether an answer has everything that was asked for. */
enum Completeness {
  COMPLETE,
  /** Something is known to be missing; the reasons say what. */
  PARTIAL,
  /** The question could not be answered as asked. */
  UNKNOWN;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
