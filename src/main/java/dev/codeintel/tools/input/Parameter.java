package dev.codeintel.tools.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One argument of a tool as it is on the wire. Plain values all of it: a native executable knows
 * neither annotations nor components of records.
 *
 * @param name in snake_case
 * @param type what it takes
 * @param choices the only values, or empty if any will do
 * @param rules how the input record describes it
 * @param javaType of the component of the input record
 * @param elementType of its elements if it is a list, else the same
 */
public record Parameter(
    String name,
    Type type,
    List<String> choices,
    Rules rules,
    Class<?> javaType,
    Class<?> elementType) {

  /** What an {@link Argument} says. */
  public record Rules(
      String description,
      boolean isRequired,
      String absent,
      int least,
      int most,
      boolean isExact,
      boolean isLong,
      boolean isListed) {

    static Rules of(Argument argument) {
      return new Rules(
          argument.description(),
          argument.required(),
          argument.absent(),
          argument.least(),
          argument.most(),
          argument.exact(),
          argument.isLong(),
          argument.listed());
    }
  }

  /** The JSON types of arguments. */
  public enum Type {
    TEXT("string"),
    /** A list of texts; one text alone is taken as a list of it. */
    TEXTS("array"),
    NUMBER("integer"),
    FLAG("boolean");

    private final String json;

    Type(String json) {
      this.json = json;
    }
  }

  public Parameter {
    choices = List.copyOf(choices);
  }

  /** Returns whether the tool cannot do without. */
  public boolean isRequired() {
    return rules.isRequired();
  }

  /** Returns what the agent is told about it; empty if the name says it. */
  public String description() {
    return rules.description();
  }

  /** Returns its JSON schema. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type.json);
    if (type == Type.TEXTS) {
      schema.put("items", Map.of("type", "string"));
    }
    if (!choices.isEmpty() && type == Type.TEXT && rules.isListed()) {
      schema.put("enum", choices);
    }
    if (!description().isEmpty()) {
      schema.put("description", description());
    }
    return schema;
  }
}
