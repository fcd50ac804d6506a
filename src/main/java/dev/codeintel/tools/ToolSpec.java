package dev.codeintel.tools;

import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.input.CommonInput;
import dev.codeintel.tools.input.InputType;
import dev.codeintel.tools.input.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a tool is called, says of itself and takes.
 *
 * @param order tools are listed by it, the least first
 * @param name wire name
 * @param title for people
 * @param description for the agent
 * @param input its own arguments, without the {@linkplain CommonInput common} ones
 */
public record ToolSpec<I extends Record>(
    int order, String name, String title, String description, InputType<I> input) {

  /** Makes the spec of a tool whose arguments are the components of a record. */
  public static <I extends Record> ToolSpec<I> of(
      int order, String name, String title, String description, Class<I> input) {
    return new ToolSpec<>(order, name, title, description, InputType.of(input));
  }

  /** Returns its own and the common parameters. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(input.parameters());
    all.addAll(CommonInput.TYPE.parameters());
    return all;
  }

  /** Returns the JSON schema of the arguments. */
  public Map<String, Object> inputSchema() {
    return InputType.schema(parameters());
  }

  /** Returns the JSON schema all answers share; loose, so that it costs little. */
  public static Map<String, Object> outputSchema() {
    String hits = Field.HITS.label();
    return new java.util.LinkedHashMap<>(
        Map.of(
            "type", "object",
            "properties", Map.of(hits, Map.of("type", "array")),
            "required", List.of(hits)));
  }
}
