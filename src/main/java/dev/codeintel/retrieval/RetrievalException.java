package dev.codeintel.retrieval;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** What was asked for cannot be found as it was written; the message is for who asked. */
public final class RetrievalException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  private RetrievalException(ErrorCode code, String message) {
    super(code, message, null);
  }

  static RetrievalException caller(String message) {
    return new RetrievalException(ErrorCode.CALLER, message);
  }

  static RetrievalException notFound(String message) {
    return new RetrievalException(ErrorCode.NOT_FOUND, message);
  }
}
