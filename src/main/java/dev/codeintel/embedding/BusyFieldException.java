package dev.codeintel.embedding;

import java.io.IOException;

/** An index is being written, or its vectors are being added, by somebody else. */
public final class BusyFieldException extends IOException {
  private static final long serialVersionUID = 1L;

  public BusyFieldException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
