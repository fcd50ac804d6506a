package dev.codeintel.tools.answer;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;

/** An answer cannot go on where it was asked to; the message is for the agent. */
public final class AnswerException extends CodeIntelException {
  private static final long serialVersionUID = 1L;

  private AnswerException(String message) {
    super(ErrorCode.CALLER, message, null);
  }

  static AnswerException caller(String message) {
    return new AnswerException(message);
  }
}
