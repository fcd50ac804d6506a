package dev.codeintel.mcp.conformance;

import io.quarkiverse.mcp.server.BlobResourceContents;
import io.quarkiverse.mcp.server.CompletePrompt;
import io.quarkiverse.mcp.server.CompletionResponse;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptArg;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The resources and prompts of the suite's scenarios. */
@IfBuildProfile("conformance")
@Singleton
class ConformanceContents {

  @Resource(uri = "test://static-text", description = "A text", mimeType = "text/plain")
  TextResourceContents staticText(RequestUri uri) {
    return new TextResourceContents(
        uri.value(), "This is the content of the static text resource.", "text/plain");
  }

  @Resource(uri = "test://static-binary", description = "An image", mimeType = "image/png")
  BlobResourceContents staticBinary(RequestUri uri) {
    return new BlobResourceContents(uri.value(), ConformanceTools.PNG, "image/png");
  }

  @Resource(uri = "test://watched-resource", description = "A text to watch")
  TextResourceContents watched(RequestUri uri) {
    return new TextResourceContents(uri.value(), "Watched resource content.", "text/plain");
  }

  @ResourceTemplate(uriTemplate = "test://template/{id}/data", description = "Data of an id")
  TextResourceContents template(String id, RequestUri uri) {
    return new TextResourceContents(
        uri.value(),
        "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}".formatted(id, id),
        "application/json");
  }

  @Prompt(name = "test_simple_prompt", description = "A prompt")
  PromptMessage simplePrompt() {
    return PromptMessage.withUserRole("This is a simple prompt for testing.");
  }

  @Prompt(name = "test_prompt_with_arguments", description = "A prompt with arguments")
  PromptMessage promptWithArguments(
      @PromptArg(description = "First test argument") String arg1,
      @PromptArg(description = "Second test argument") String arg2) {
    return PromptMessage.withUserRole(
        "Prompt with arguments: arg1='%s', arg2='%s'".formatted(arg1, arg2));
  }

  @CompletePrompt("test_prompt_with_arguments")
  CompletionResponse completeArg1(String arg1) {
    return new CompletionResponse(
        Stream.of("paris", "park", "party").filter(v -> v.startsWith(arg1)).toList(), 3, false);
  }

  @Prompt(name = "test_prompt_with_embedded_resource", description = "A prompt with a resource")
  PromptResponse promptWithResource(
      @PromptArg(description = "URI of the resource to embed") String resourceUri) {
    return PromptResponse.withMessages(
        List.of(
            PromptMessage.withUserRole(
                new EmbeddedResource(
                    new TextResourceContents(
                        resourceUri, "Embedded resource content for testing.", "text/plain"))),
            PromptMessage.withUserRole("Please process the embedded resource above.")));
  }

  @Prompt(name = "test_prompt_with_image", description = "A prompt with an image")
  PromptResponse promptWithImage() {
    return PromptResponse.withMessages(
        List.of(
            PromptMessage.withUserRole(new ImageContent(ConformanceTools.PNG, "image/png")),
            PromptMessage.withUserRole("Please analyze the image above.")));
  }
}
