package dev.codeintel.rest;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** A request that cannot be understood. */
final class RestException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  RestException(String message) {
    super(ErrorCode.CALLER, message, null);
  }
}
