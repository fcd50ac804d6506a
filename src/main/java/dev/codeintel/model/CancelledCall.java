package dev.codeintel.model;

/** Ends a call nobody waits for any more. */
public final class CancelledCall extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
