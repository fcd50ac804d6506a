package dev.codeintel.embedding;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A sentence model cannot be loaded or used. */
public final class EmbeddingException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  /** One that may pass. */
  public EmbeddingException(String message, @Nullable Throwable cause) {
    this(ErrorCode.UNAVAILABLE, message, cause);
  }

  public EmbeddingException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
