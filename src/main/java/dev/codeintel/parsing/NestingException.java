package dev.codeintel.parsing;

/** A file nests deeper than is read: what is done for a place costs as much as lies around it. */
public final class NestingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for a limit that was passed. */
  public NestingException(int limit) {
    super("scopes nest more than " + limit + " deep");
  }
}
