package dev.codeintel.transport;

import dev.codeintel.transport.MessageCheck.Verdict;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every HTTP request: refuses foreign hosts and origins everywhere, and at the MCP
 * endpoint what the protocol wants refused and the library lets through.
 */
@Singleton
final class HttpGuard {
  private static final Set<String> VERSIONS =
      Set.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
  private static final String SESSION = "Mcp-Session-Id";
  private static final String PATH = "/mcp";

  /** Most bytes of a message that is parsed at once, and of one from who has no session. */
  private static final int MAX_GREETING = 64 * 1024;

  private final OriginCheck origins;
  private final ConnectionManager connections;
  private final RunningCalls calls;
  private final BodyHandler bodies;

  HttpGuard(
      HttpConfig config,
      ConnectionManager connections,
      RunningCalls calls,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "4M")
          MemorySize maxBody) {
    this.connections = connections;
    this.calls = calls;
    this.origins =
        new OriginCheck(
            config.allowedHosts().orElse(List.of()), config.allowedOrigins().orElse(List.of()));
    this.bodies = BodyHandler.create(false).setBodyLimit(maxBody.asLongValue());
  }

  void register(@Observes Filters filters) {
    filters.register(this::checkOrigin, 1_000);
    filters.register(this::readBody, 900);
    filters.register(this::checkMessage, 800);
  }

  private void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.headers().getAll("Host").size() > 1
        || !origins.allowsHost(authority(request))
        || !request.headers().getAll("Origin").stream().allMatch(origins::allowsOrigin)) {
      refuse(context, 403, MessageCheck.refused("null", -32000, "Forbidden host or origin"));
      return;
    }
    if (isMcp(context)) {
      String version = request.getHeader("MCP-Protocol-Version");
      if (version != null && !VERSIONS.contains(version)) {
        refuse(
            context, 400, MessageCheck.refused("null", -32000, "Unsupported MCP-Protocol-Version"));
        return;
      }
    }
    context.next();
  }

  private static String authority(HttpServerRequest request) {
    String host = request.getHeader("Host");
    if (host != null) {
      return host;
    }
    return request.authority() == null ? "" : request.authority().toString();
  }

  private static boolean isMcp(RoutingContext context) {
    return context.normalizedPath().equals(PATH) || context.normalizedPath().startsWith(PATH + "/");
  }

  private static boolean isMessage(RoutingContext context) {
    return isMcp(context) && HttpMethod.POST.equals(context.request().method());
  }

  /** Whoever sends slowly must not hold a worker, so all bodies are read before one is asked. */
  private void readBody(RoutingContext context) {
    if (HttpMethod.POST.equals(context.request().method())) {
      context.request().resume();
      bodies.handle(context);
    } else {
      context.next();
    }
  }

  /**
   * Looks at the session and the size of what was sent before its content: to parse it may take
   * long, so that is done by a worker, and only for who has a session or sends no more than a
   * greeting needs.
   */
  private void checkMessage(RoutingContext context) {
    if (!isMessage(context)) {
      boolean hasNoBody = context.body().buffer() == null;
      if (HttpMethod.POST.equals(context.request().method()) && hasNoBody) {
        // It has been read; who comes next would wait for it.
        ((RoutingContextInternal) context).setBody(Buffer.buffer());
      }
      context.next();
      return;
    }
    Buffer body = context.body().buffer();
    if (body == null) {
      refuse(context, 400, MessageCheck.refused("null", MessageCheck.PARSE_ERROR, "No message"));
      return;
    }
    String session = context.request().getHeader(SESSION);
    if (session == null && isStreamable(context) && body.length() > MAX_GREETING) {
      refuse(context, 400, missingSession("null"));
      return;
    }
    if (session != null && isStreamable(context) && !connections.has(session)) {
      refuse(
          context,
          404,
          MessageCheck.refused("null", -32000, "Unknown Mcp-Session-Id; initialize anew"));
      return;
    }
    byte[] bytes = body.getBytes();
    if (bytes.length <= MAX_GREETING) {
      judged(context, session, MessageCheck.check(bytes, 0, bytes.length));
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> MessageCheck.check(bytes, 0, bytes.length), false)
        .onSuccess(verdict -> judged(context, session, verdict))
        .onFailure(context::fail);
  }

  private static boolean isStreamable(RoutingContext context) {
    return context.normalizedPath().equals(PATH);
  }

  private static Verdict missingSession(String id) {
    return MessageCheck.refused(id, -32000, "Missing Mcp-Session-Id; initialize first");
  }

  private void judged(RoutingContext context, @Nullable String session, Verdict verdict) {
    String message = verdict.message();
    boolean isUnknown = verdict.code() == MessageCheck.METHOD_NOT_FOUND;
    if (message == null && !isUnknown) {
      refuse(context, 400, verdict);
      return;
    }
    boolean needsSession = isStreamable(context) && !verdict.method().equals("initialize");
    if (needsSession && session == null) {
      refuse(context, 400, missingSession(verdict.id()));
      return;
    }
    if (message == null) {
      if (verdict.isUnknownNotification()) {
        context.response().setStatusCode(202).end();
      } else {
        refuse(context, 200, verdict);
      }
      return;
    }
    if (session != null) {
      stopWithClient(context, session, verdict);
    }
    ((RoutingContextInternal) context).setBody(Buffer.buffer(message));
    context.next();
  }

  /** A call ends when it is taken back, and when its client is gone before it was answered. */
  private void stopWithClient(RoutingContext context, String session, Verdict verdict) {
    if (!verdict.cancelled().isEmpty()) {
      calls.cancel(session, verdict.cancelled());
    }
    if (verdict.isRequest()) {
      calls.expect(session, verdict.id());
      context.addEndHandler(
          ended -> {
            if (ended.failed()) {
              calls.end(session, verdict.id());
            }
          });
    }
  }

  private static void refuse(RoutingContext context, int status, Verdict verdict) {
    if (!context.request().isEnded()) {
      context.request().resume();
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(verdict.errorMessage());
  }
}
