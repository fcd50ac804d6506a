package dev.codeintel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An MCP client in a session of its own. Thread-safe. */
public interface McpClient extends AutoCloseable {

  /** What a client that wants nothing special says first. */
  Map<String, Object> GREETING =
      Map.of(
          "protocolVersion",
          "2025-06-18",
          "capabilities",
          Map.of(),
          "clientInfo",
          Map.of("name", "test", "version", "1"));

  /** What a tool said. */
  record ToolAnswer(boolean isError, String text, JsonNode structured) {

    /** Returns the hits, as structured content has them. */
    public List<JsonNode> hits() {
      List<JsonNode> hits = new ArrayList<>();
      structured.path("hits").forEach(hits::add);
      return hits;
    }

    /** Returns the names of the hits. */
    public List<String> names() {
      return all("name");
    }

    /** Returns a field of all hits; empty texts for those that have none. */
    public List<String> all(String field) {
      return hits().stream().map(hit -> hit.path(field).asText()).toList();
    }
  }

  /** Returns the result; fails on an error of the protocol and if none comes in time. */
  JsonNode request(String method, Map<String, Object> parameters);

  /** Asks a tool. */
  default ToolAnswer call(String tool, Map<String, Object> arguments) {
    JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
    return new ToolAnswer(
        result.path("isError").asBoolean(false),
        result.path("content").path(0).path("text").asText(),
        result.path("structuredContent"));
  }

  /** Asks for the definitions of a name. */
  default ToolAnswer find(String name) {
    return call("find_symbol", Map.of("names", List.of(name)));
  }

  @Override
  void close();
}
