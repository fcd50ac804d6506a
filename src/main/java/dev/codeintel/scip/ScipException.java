package dev.codeintel.scip;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A SCIP file cannot be used; the message says what to do. */
public final class ScipException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  ScipException(String message, @Nullable Throwable cause) {
    super(ErrorCode.CALLER, message, cause);
  }
}
