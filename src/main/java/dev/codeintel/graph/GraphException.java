package dev.codeintel.graph;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The graph cannot be read or written. */
public final class GraphException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public GraphException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
