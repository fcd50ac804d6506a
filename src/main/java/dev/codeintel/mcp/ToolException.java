package dev.codeintel.mcp;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** A tool cannot answer; the message is for the agent. */
public final class ToolException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  public ToolException(ErrorCode code, String message) {
    super(code, message, null);
  }

  static ToolException caller(String message) {
    return new ToolException(ErrorCode.CALLER, message);
  }

  static ToolException notFound(String message) {
    return new ToolException(ErrorCode.NOT_FOUND, message);
  }
}
