package dev.codeintel.tools;

import dev.codeintel.tools.answer.Answer;

/**
 * A question that can be asked. Implementations are stateless beans, found by their type: see
 * {@code src/docs/adding-a-tool.md}.
 *
 * @param <I> the input record, its components described by {@link
 *     dev.codeintel.tools.input.Argument}
 */
public interface Tool<I extends Record> {

  /** Returns what it is called, says of itself and takes; always the same. */
  ToolSpec<I> spec();

  /**
   * Answers a call.
   *
   * @throws dev.codeintel.model.CodeIntelException if there is no answer; its message is shown
   */
  Answer answer(I input, ToolCall call);
}
