package dev.codeintel.mcp;

import dev.codeintel.mcp.MessageCheck.Verdict;
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

  private final OriginCheck origins;
  private final BodyHandler bodies;

  HttpGuard(
      McpConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "4M")
          MemorySize maxBody) {
    this.origins =
        new OriginCheck(
            config.http().allowedHosts().orElse(List.of()),
            config.http().allowedOrigins().orElse(List.of()));
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

  private void readBody(RoutingContext context) {
    if (isMessage(context)) {
      context.request().resume();
      bodies.handle(context);
    } else {
      context.next();
    }
  }

  private void checkMessage(RoutingContext context) {
    Buffer body = isMessage(context) ? context.body().buffer() : null;
    if (body == null) {
      if (isMessage(context)) {
        refuse(context, 400, MessageCheck.refused("null", MessageCheck.PARSE_ERROR, "No message"));
      } else {
        context.next();
      }
      return;
    }
    byte[] bytes = body.getBytes();
    Verdict verdict = MessageCheck.check(bytes, 0, bytes.length);
    String message = verdict.message();
    boolean isUnknown = verdict.code() == MessageCheck.METHOD_NOT_FOUND;
    if (message == null && !isUnknown) {
      refuse(context, 400, verdict);
      return;
    }
    boolean needsSession =
        context.normalizedPath().equals(PATH) && !verdict.method().equals("initialize");
    if (needsSession && context.request().getHeader(SESSION) == null) {
      refuse(
          context,
          400,
          MessageCheck.refused(verdict.id(), -32000, "Missing Mcp-Session-Id; initialize first"));
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
    ((RoutingContextInternal) context).setBody(Buffer.buffer(message));
    context.next();
  }

  private static void refuse(RoutingContext context, int status, Verdict verdict) {
    context.request().resume();
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(verdict.errorMessage());
  }
}
