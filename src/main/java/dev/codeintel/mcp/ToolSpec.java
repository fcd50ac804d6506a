package dev.codeintel.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool is called, says of itself and takes.
 *
 * @param name wire name
 * @param title for people
 * @param description for the agent
 * @param parameters its own, without the {@link #COMMON} ones
 */
public record ToolSpec(String name, String title, String description, List<Parameter> parameters) {

  /** The type of an argument. */
  enum ArgumentType {
    TEXT,
    /** A list of texts; one text alone is taken as a list of it. */
    TEXTS,
    NUMBER,
    FLAG
  }

  /**
   * One argument.
   *
   * @param name wire name
   * @param type what it takes
   * @param required whether the tool cannot do without
   * @param choices the only values, or empty
   * @param description for the agent; empty if the name says it
   */
  record Parameter(
      String name, ArgumentType type, boolean required, List<String> choices, String description) {

    static Parameter of(String name, ArgumentType type, String description) {
      return new Parameter(name, type, false, List.of(), description);
    }

    static Parameter required(String name, ArgumentType type, String description) {
      return new Parameter(name, type, true, List.of(), description);
    }

    static Parameter choice(String name, String... choices) {
      return new Parameter(name, ArgumentType.TEXT, false, List.of(choices), "");
    }
  }

  /** Arguments every tool takes; the server's instructions explain them once. */
  static final List<Parameter> COMMON =
      List.of(
          Parameter.of("repo", ArgumentType.TEXT, ""),
          Parameter.of("ref", ArgumentType.TEXT, ""),
          Parameter.of("max_tokens", ArgumentType.NUMBER, ""),
          Parameter.of("cursor", ArgumentType.TEXT, ""),
          Parameter.of("path_glob", ArgumentType.TEXT, ""),
          Parameter.of("language", ArgumentType.TEXT, ""),
          Parameter.of("include_tests", ArgumentType.FLAG, ""),
          Parameter.of("min_evidence", ArgumentType.TEXT, ""));

  public ToolSpec {
    parameters = List.copyOf(parameters);
  }

  /** Returns its own and the common parameters. */
  List<Parameter> all() {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(COMMON);
    return all;
  }

  /** Returns the JSON schema of the arguments. */
  Map<String, Object> inputSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Parameter parameter : all()) {
      Map<String, Object> schema = new LinkedHashMap<>();
      switch (parameter.type()) {
        case TEXT -> schema.put("type", "string");
        case TEXTS -> {
          schema.put("type", "array");
          schema.put("items", Map.of("type", "string"));
        }
        case NUMBER -> schema.put("type", "integer");
        case FLAG -> schema.put("type", "boolean");
      }
      if (!parameter.choices().isEmpty()) {
        schema.put("enum", parameter.choices());
      }
      if (!parameter.description().isEmpty()) {
        schema.put("description", parameter.description());
      }
      properties.put(parameter.name(), schema);
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Returns the JSON schema all answers share; loose, so that it costs little. */
  static Map<String, Object> outputSchema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", Map.of("hits", Map.of("type", "array")));
    schema.put("required", List.of("hits"));
    return schema;
  }
}
