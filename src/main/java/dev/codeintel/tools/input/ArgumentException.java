package dev.codeintel.tools.input;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** An argument is unknown, missing or not what it should be; the message is for the agent. */
public final class ArgumentException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what would be right. */
  public ArgumentException(String message) {
    super(ErrorCode.CALLER, message, null);
  }
}
