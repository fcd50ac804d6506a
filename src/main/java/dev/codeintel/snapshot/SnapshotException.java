package dev.codeintel.snapshot;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A snapshot cannot be published, opened or locked. */
public final class SnapshotException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public SnapshotException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
