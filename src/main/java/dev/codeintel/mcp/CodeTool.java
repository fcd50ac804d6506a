package dev.codeintel.mcp;

/** A question that can be asked about one snapshot. Stateless. */
interface CodeTool {

  ToolSpec spec();

  /**
   * Answers a call.
   *
   * @throws dev.codeintel.model.CodeIntelException if there is no answer; its message is shown
   */
  Answer answer(ToolCall call);
}
