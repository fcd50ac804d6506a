package dev.codeintel.vector;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The vector store cannot be reached, or cannot do what it was asked; trying again may help. */
public final class VectorStoreException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public VectorStoreException(String message, @Nullable Throwable cause) {
    super(ErrorCode.UNAVAILABLE, message, cause);
  }
}
