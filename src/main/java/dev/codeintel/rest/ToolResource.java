package dev.codeintel.rest;

import dev.codeintel.model.CallScope;
import dev.codeintel.model.CancelledCall;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.tools.CallContext;
import dev.codeintel.tools.CodeTools;
import dev.codeintel.tools.ToolsConfig;
import dev.codeintel.tools.answer.RenderedAnswer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The tools, for who speaks HTTP but not MCP. */
@Path("/api/v1/tools")
@Tag(name = "tools")
public class ToolResource {
  private final CodeTools tools;
  private final ToolsConfig config;

  ToolResource(CodeTools tools, ToolsConfig config) {
    this.tools = tools;
    this.config = config;
  }

  /** Lists the tools. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What the tools are called, say of themselves and take")
  public List<ToolView> tools() {
    return tools.specs().stream().map(ToolView::of).toList();
  }

  /**
   * Asks a tool. The question ends when who asked is gone.
   *
   * @param arguments an object as the tool's schema has it; null counts as empty
   */
  @POST
  @Path("/{tool}")
  @Blocking // to read what is asked may take long
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The answer of a tool, the same object as the structured content over MCP")
  public Uni<Map<String, Object>> answer(
      @Parameter(description = "name of the tool") @RestPath String tool,
      @Nullable Map<String, @Nullable Object> arguments) {
    Map<String, @Nullable Object> given = arguments == null ? Map.of() : arguments;
    CallScope scope = CallScope.lasting(config.callTimeout());
    return Uni.createFrom()
        .item(() -> answer(scope, tool, given))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onCancellation()
        .invoke(scope::cancel);
  }

  private Map<String, Object> answer(
      CallScope scope, String tool, Map<String, @Nullable Object> arguments) {
    RenderedAnswer answer;
    try {
      answer = scope.call(() -> tools.call(tool, arguments, CallContext.NONE));
    } catch (CancelledCall e) {
      throw new RestException(ErrorCode.UNAVAILABLE, "Nobody waits for the answer any more.");
    }
    ErrorCode failure = answer.failure();
    Map<String, Object> structured = answer.structured();
    if (structured == null) {
      throw new RestException(failure == null ? ErrorCode.INTERNAL : failure, answer.text());
    }
    return structured;
  }
}
