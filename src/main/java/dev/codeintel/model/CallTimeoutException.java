package dev.codeintel.model;

/** Ends a call that took longer than calls may take. */
public final class CallTimeoutException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public CallTimeoutException() {
    super(
        ErrorCode.UNAVAILABLE,
        "The call took longer than code-intel.tools.call-timeout allows; ask for less, or in several"
            + " calls.",
        null);
  }
}
