package dev.codeintel.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests cannot do without. The protocol library fails over a request that lacks it, and
 * some it then never answers.
 */
final class RequiredParams {
  /** By method, paths of texts below {@code params}, with slashes between names. */
  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "tools/call", List.of("name"),
          "prompts/get", List.of("name"),
          "resources/read", List.of("uri"),
          "resources/subscribe", List.of("uri"),
          "resources/unsubscribe", List.of("uri"),
          "logging/setLevel", List.of("level"),
          "completion/complete", List.of("ref/type", "argument/name", "argument/value"));

  /** By the kind of what is completed, what names it. */
  private static final Map<String, String> REFERENCES =
      Map.of("ref/prompt", "name", "ref/resource", "uri");

  private RequiredParams() {}

  /**
   * Returns what is missing or of the wrong type in a request; "" if nothing is.
   *
   * @param params null if there are none
   */
  static String missing(String method, @Nullable JsonNode params) {
    for (String path : TEXTS.getOrDefault(method, List.of())) {
      if (params == null || !params.at("/" + path).isTextual()) {
        return "%s needs %s in its params, as a string".formatted(method, path.replace('/', '.'));
      }
    }
    if (params != null && method.equals("completion/complete")) {
      JsonNode reference = params.path("ref");
      String type = reference.path("type").asText();
      String naming = REFERENCES.get(type);
      if (naming == null || !reference.path(naming).isTextual()) {
        return "ref must be a ref/prompt with a name or a ref/resource with a uri";
      }
    }
    if (params != null && method.equals("prompts/get")) {
      JsonNode arguments = params.get("arguments");
      return arguments == null || arguments.isObject() ? "" : "arguments must be an object";
    }
    return "";
  }
}
