package dev.codeintel.search;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A search cannot be carried out. */
public final class SearchException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public SearchException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
