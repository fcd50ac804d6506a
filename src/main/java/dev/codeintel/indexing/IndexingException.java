package dev.codeintel.indexing;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A repository cannot be indexed, or is not there to be asked. */
public final class IndexingException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public IndexingException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
