package dev.codeintel.catalog;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** There is no such repository or snapshot, or not yet; the message says what to do. */
public final class CatalogException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  CatalogException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
