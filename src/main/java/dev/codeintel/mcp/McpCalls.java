package dev.codeintel.mcp;

import dev.codeintel.model.CallScope;
import dev.codeintel.model.CancelledCall;
import dev.codeintel.tools.ToolsConfig;
import dev.codeintel.transport.RunningCalls;
import io.quarkiverse.mcp.server.Cancellation;
import io.quarkiverse.mcp.server.InitialRequest;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.RequestId;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Answers requests within one deadline, and stops with who asked. Thread-safe. */
@Singleton
final class McpCalls {
  private final RunningCalls calls;
  private final ToolsConfig limits;

  McpCalls(RunningCalls calls, ToolsConfig limits) {
    this.calls = calls;
    this.limits = limits;
  }

  /**
   * Does the work of one request.
   *
   * @throws Cancellation.OperationCancellationException if nobody waits for the answer any more
   */
  <T> T answer(McpConnection connection, RequestId request, Supplier<T> work) {
    CallScope scope = CallScope.lasting(limits.callTimeout());
    try (CallScope.Registration ignored = register(connection, request, scope)) {
      return scope.call(work);
    } catch (CancelledCall e) {
      throw new Cancellation.OperationCancellationException();
    }
  }

  private CallScope.Registration register(
      McpConnection connection, RequestId request, CallScope scope) {
    boolean isStdio = connection.initialRequest().transport() == InitialRequest.Transport.STDIO;
    String id = new JsonArray().add(request.value()).encode();
    return calls.add(connection.id(), isStdio, id.substring(1, id.length() - 1), scope);
  }
}
