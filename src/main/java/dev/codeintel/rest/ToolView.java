package dev.codeintel.rest;

import dev.codeintel.tools.ToolSpec;
import java.util.Map;

/**
 * What is to be known of a tool before it is asked.
 *
 * @param inputSchema JSON schema of its arguments
 */
public record ToolView(
    String name, String title, String description, Map<String, Object> inputSchema) {

  static ToolView of(ToolSpec<?> spec) {
    return new ToolView(spec.name(), spec.title(), spec.description(), spec.inputSchema());
  }
}
