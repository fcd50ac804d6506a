package dev.codeintel.mcp;

import dev.codeintel.tools.CallContext;
import dev.codeintel.tools.CodeTools;
import dev.codeintel.tools.ToolSpec;
import dev.codeintel.tools.answer.RenderedAnswer;
import io.quarkiverse.mcp.server.Cancellation;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolManager.ToolDefinition;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Offers the tools over MCP. They are registered by hand because the schemas are then ours:
 * compact, closed to unknown arguments, and without an output schema if structured content is
 * switched off.
 */
@Singleton
final class McpTools {
  private final ToolManager manager;
  private final CodeTools tools;
  private final McpCalls calls;
  private final McpConfig config;

  McpTools(ToolManager manager, CodeTools tools, McpCalls calls, McpConfig config) {
    this.manager = manager;
    this.tools = tools;
    this.calls = calls;
    this.config = config;
  }

  void register(@Observes @Priority(1) StartupEvent event) {
    for (ToolSpec<?> spec : tools.specs()) {
      ToolDefinition definition =
          manager
              .newTool(spec.name())
              .setDescription(spec.description())
              .setInputSchema(new JsonObject(spec.inputSchema()))
              .setAnnotations(new ToolAnnotations(spec.title(), true, false, true, false))
              .setHandler(arguments -> call(spec.name(), arguments));
      if (config.structuredContent()) {
        definition.setOutputSchema(new JsonObject(ToolSpec.outputSchema()));
      }
      definition.register();
    }
  }

  private ToolResponse call(String name, ToolArguments arguments) {
    Map<String, Object> plain = plain(arguments.args());
    RenderedAnswer answer =
        calls.answer(
            arguments.connection(),
            arguments.requestId(),
            () -> tools.call(name, plain, new Caller(arguments, config)));
    List<TextContent> text = List.of(new TextContent(answer.text()));
    return new ToolResponse(answer.isError(), text, answer.structured(), null);
  }

  /** Returns arguments with lists and maps in place of the protocol library's own JSON types. */
  private static Map<String, Object> plain(Map<String, Object> arguments) {
    Map<String, Object> plain = new java.util.HashMap<>();
    arguments.forEach(
        (name, value) ->
            plain.put(
                name,
                value instanceof JsonArray array
                    ? array.getList()
                    : value instanceof JsonObject object ? object.getMap() : value));
    return plain;
  }

  /** Passes progress on if the client asked for it, and its wish to cancel. */
  private static final class Caller implements CallContext {
    private final Progress progress;
    private final Cancellation cancellation;
    private final McpConfig config;
    private double last = -1;

    Caller(ToolArguments arguments, McpConfig config) {
      this.progress = arguments.progress();
      this.cancellation = arguments.cancellation();
      this.config = config;
    }

    @Override
    public void progress(String message, long done, long total) {
      // The protocol wants progress to grow with every message.
      if (progress.token().isEmpty() || done <= last) {
        return;
      }
      last = done;
      var notification = progress.notificationBuilder().setProgress(done).setMessage(message);
      if (total > 0) {
        notification.setTotal(total);
      }
      notification.build().sendAndForget();
    }

    @Override
    public Duration patience() {
      return progress.token().isPresent()
          ? config.firstIndexWaitWithProgress()
          : config.firstIndexWait();
    }

    @Override
    public boolean isStructured() {
      return config.structuredContent();
    }

    @Override
    public boolean isCancelled() {
      return cancellation.check().isRequested();
    }
  }
}
