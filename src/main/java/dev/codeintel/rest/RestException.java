package dev.codeintel.rest;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** A request that cannot be understood, or not be answered. */
final class RestException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  RestException(String message) {
    this(ErrorCode.CALLER, message);
  }

  RestException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
