package dev.codeintel.embedding;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A sentence model cannot be loaded or used. */
public final class EmbeddingException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public EmbeddingException(String message, @Nullable Throwable cause) {
    super(ErrorCode.UNAVAILABLE, message, cause);
  }
}
