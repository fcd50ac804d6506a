package dev.codeintel.tools;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** A tool cannot answer; the message is for the agent. */
public final class ToolException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message one sentence or two for the agent: what was wrong, and what to try
   */
  public ToolException(ErrorCode code, String message) {
    super(code, message, null);
  }

  /** Says what is wrong with a call and what would be right. */
  public static ToolException caller(String message) {
    return new ToolException(ErrorCode.CALLER, message);
  }

  /** Says that something is not there, and what to try. */
  public static ToolException notFound(String message) {
    return new ToolException(ErrorCode.NOT_FOUND, message);
  }
}
