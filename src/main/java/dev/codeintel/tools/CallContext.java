package dev.codeintel.tools;

import java.time.Duration;

/** Who asks: hears of one call while it runs, and may end it. Implementations must be quick. */
public interface CallContext {

  /** Hears nothing, never cancels, does not wait, and wants the structured object. */
  CallContext NONE = new CallContext() {};

  /**
   * Hears what the call is waiting for.
   *
   * @param total units in all, or -1 if unknown
   */
  default void progress(String message, long done, long total) {}

  /** Returns how long to wait for the first snapshot of a repository that is being made. */
  default Duration patience() {
    return Duration.ZERO;
  }

  /** Tells whether the structured object is wanted beside the text. */
  default boolean isStructured() {
    return true;
  }

  /** Tells whether the caller no longer wants the answer. */
  default boolean isCancelled() {
    return false;
  }
}
