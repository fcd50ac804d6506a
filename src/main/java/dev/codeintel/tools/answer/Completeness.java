package dev.codeintel.tools.answer;

import dev.codeintel.model.Labelled;
import java.util.Locale;

/** Whether an answer has everything that was asked for. */
enum Completeness implements Labelled {
  COMPLETE,
  /** Something is known to be missing; the reasons say what. */
  PARTIAL,
  /** The question could not be answered as asked. */
  UNKNOWN;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
