package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * Ends an operation. The message is written for whoever asked: it says what was wrong and what to
 * do next, and names no classes.
 */
public abstract class CodeIntelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  protected CodeIntelException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Returns the category of the failure. */
  public final ErrorCode code() {
    return code;
  }
}
