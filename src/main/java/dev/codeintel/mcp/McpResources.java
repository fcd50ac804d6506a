package dev.codeintel.mcp;

import dev.codeintel.tools.CallContext;
import dev.codeintel.tools.CodeTools;
import dev.codeintel.tools.answer.RenderedAnswer;
import io.quarkiverse.mcp.server.FeatureManager.RequestFeatureArguments;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Offers status, repository maps and symbols as MCP resources. */
@Singleton
final class McpResources {
  private static final int TOKENS = 8_000;

  private final ResourceManager resources;
  private final ResourceTemplateManager templates;
  private final CodeTools tools;
  private final McpCalls calls;

  McpResources(
      ResourceManager resources,
      ResourceTemplateManager templates,
      CodeTools tools,
      McpCalls calls) {
    this.resources = resources;
    this.templates = templates;
    this.tools = tools;
    this.calls = calls;
  }

  void register(@Observes StartupEvent event) {
    resources
        .newResource("repositories")
        .setUri("code-intel://repositories")
        .setDescription("The indexed repositories and how fresh they are")
        .setMimeType("text/plain")
        .setHandler(
            arguments -> read(arguments, arguments.requestUri(), "index_status", new HashMap<>()))
        .register();
    templates
        .newResourceTemplate("repository_map")
        .setUriTemplate("code-intel://repositories/{repo}/map")
        .setDescription("Folders and most used symbols of a repository")
        .setMimeType("text/plain")
        .setHandler(
            arguments -> {
              Map<String, Object> asked = new HashMap<>();
              asked.put("repo", decoded(arguments.args().get("repo")));
              return read(arguments, arguments.requestUri(), "outline", asked);
            })
        .register();
    templates
        .newResourceTemplate("symbol")
        .setUriTemplate("code-intel://repositories/{repo}/symbols/{id}")
        .setDescription("Code of one symbol; the id percent-encoded")
        .setMimeType("text/plain")
        .setHandler(
            arguments -> {
              Map<String, Object> asked = new HashMap<>();
              asked.put("repo", decoded(arguments.args().get("repo")));
              asked.put("symbols", List.of(decoded(arguments.args().get("id"))));
              return read(arguments, arguments.requestUri(), "read_symbol", asked);
            })
        .register();
  }

  private ResourceResponse read(
      RequestFeatureArguments request, RequestUri uri, String tool, Map<String, Object> arguments) {
    if (!tool.equals("index_status")) {
      arguments.put("max_tokens", TOKENS);
    }
    RenderedAnswer answer =
        calls.answer(
            request.connection(),
            request.requestId(),
            () -> tools.call(tool, arguments, CallContext.NONE));
    return new ResourceResponse(new TextResourceContents(uri.value(), answer.text(), "text/plain"));
  }

  private static String decoded(@org.jspecify.annotations.Nullable String part) {
    if (part == null) {
      return "";
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
