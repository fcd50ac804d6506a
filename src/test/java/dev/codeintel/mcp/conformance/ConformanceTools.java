package dev.codeintel.mcp.conformance;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest;
import io.quarkiverse.mcp.server.ElicitationRequest.PrimitiveSchema;
import io.quarkiverse.mcp.server.ElicitationResponse;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.McpLog;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.Sampling;
import io.quarkiverse.mcp.server.SamplingMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The tools of the suite's scenarios. */
@IfBuildProfile("conformance")
@Singleton
class ConformanceTools {
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

  void register(@Observes StartupEvent event, ToolManager manager) {
    manager
        .newTool("json_schema_2020_12_tool")
        .setDescription("Tool with JSON Schema 2020-12 features")
        .setInputSchema(
            new JsonObject(
                """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
                 "$defs":{"address":{"type":"object","properties":
                   {"street":{"type":"string"},"city":{"type":"string"}}}},
                 "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"}},
                 "additionalProperties":false}
                """))
        .setHandler(arguments -> ToolResponse.success("ok"))
        .register();
  }

  @Tool(name = "test_simple_text", description = "Returns a text")
  String simpleText() {
    return "This is a simple text response for testing.";
  }

  @Tool(name = "test_image_content", description = "Returns an image")
  ImageContent image() {
    return new ImageContent(PNG, "image/png");
  }

  @Tool(name = "test_audio_content", description = "Returns audio")
  ToolResponse audio() {
    // Returned alone, the library does not know it for content and encodes it as a text.
    return ToolResponse.success(new AudioContent(WAV, "audio/wav"));
  }

  @Tool(name = "test_embedded_resource", description = "Returns a resource")
  EmbeddedResource embedded() {
    return new EmbeddedResource(
        new TextResourceContents(
            "test://embedded-resource", "This is an embedded resource content.", "text/plain"));
  }

  @Tool(name = "test_multiple_content_types", description = "Returns several contents")
  ToolResponse mixed() {
    return ToolResponse.success(
        new TextContent("Multiple content types test:"),
        new ImageContent(PNG, "image/png"),
        new EmbeddedResource(
            new TextResourceContents(
                "test://mixed-content-resource",
                "{\"test\":\"data\",\"value\":123}",
                "application/json")));
  }

  @Tool(name = "test_tool_with_logging", description = "Logs while it runs")
  String logging(McpLog log) {
    log.info("Tool execution started");
    pause();
    log.info("Tool processing data");
    pause();
    log.info("Tool execution completed");
    return "done";
  }

  @Tool(name = "test_error_handling", description = "Fails")
  String error() {
    throw new ToolCallException("This tool intentionally returns an error for testing");
  }

  @Tool(name = "test_tool_with_progress", description = "Reports progress")
  String progress(Progress progress) {
    for (int done : new int[] {0, 50, 100}) {
      if (progress.token().isPresent()) {
        progress
            .notificationBuilder()
            .setProgress(done)
            .setTotal(100)
            .setMessage("at " + done)
            .build()
            .send()
            .await()
            .indefinitely();
      }
      pause();
    }
    return "done";
  }

  @Tool(name = "test_sampling", description = "Asks the client's model")
  String sampling(Sampling sampling, @ToolArg(description = "The prompt") String prompt) {
    if (!sampling.isSupported()) {
      throw new ToolCallException("The client does not support sampling");
    }
    var response =
        sampling
            .requestBuilder()
            .addMessage(SamplingMessage.withUserRole(prompt))
            .setMaxTokens(100)
            .build()
            .sendAndAwait();
    return "LLM response: " + response.content().asText().text();
  }

  @Tool(name = "test_elicitation", description = "Asks the user")
  String elicitation(
      Elicitation elicitation, @ToolArg(description = "The question") String message) {
    return ask(
        elicitation,
        "User response: action=%s, content=%s",
        message,
        """
        {"username":{"type":"string","description":"User's response"},
         "email":{"type":"string","description":"User's email address"}}
        """,
        true);
  }

  @Tool(name = "test_elicitation_sep1034_defaults", description = "Asks with defaults")
  String defaults(Elicitation elicitation) {
    return ask(
        elicitation,
        "Elicitation completed: action=%s, content=%s",
        "Defaults",
        """
        {"name":{"type":"string","default":"John Doe"},"age":{"type":"integer","default":30},
         "score":{"type":"number","default":95.5},
         "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},
         "verified":{"type":"boolean","default":true}}
        """,
        false);
  }

  @Tool(name = "test_elicitation_sep1330_enums", description = "Asks with enumerations")
  String enums(Elicitation elicitation) {
    return ask(
        elicitation,
        "Elicitation completed: action=%s, content=%s",
        "Enumerations",
        """
        {"untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
         "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},
           {"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
         "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],
           "enumNames":["Option One","Option Two","Option Three"]},
         "untitledMulti":{"type":"array","items":{"type":"string",
           "enum":["option1","option2","option3"]}},
         "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},
           {"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}}
        """,
        false);
  }

  @Tool(name = "test_reconnection", description = "Takes a moment")
  String reconnection() {
    pause();
    return "Reconnection test completed";
  }

  private static String ask(
      Elicitation elicitation, String answer, String message, String schema, boolean required) {
    if (!elicitation.isSupported()) {
      throw new ToolCallException("The client does not support elicitation");
    }
    ElicitationRequest.Builder request = elicitation.requestBuilder().setMessage(message);
    JsonObject properties = new JsonObject(schema);
    for (String name : properties.fieldNames()) {
      request.addSchemaProperty(name, new RawSchema(properties.getJsonObject(name), required));
    }
    ElicitationResponse response = request.build().sendAndAwait();
    return answer.formatted(
        response.action().name().toLowerCase(Locale.ROOT),
        new JsonObject(response.content().asMap()).encode());
  }

  private record RawSchema(JsonObject json, boolean required) implements PrimitiveSchema {
    @Override
    public JsonObject asJson() {
      return json;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
