package dev.codeintel.source;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A repository cannot be opened or walked. */
public final class SourceException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public SourceException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
