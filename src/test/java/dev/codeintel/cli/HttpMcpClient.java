package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An MCP client that speaks streamable HTTP with a server. */
public final class HttpMcpClient implements McpClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final HttpClient client;
  private final URI endpoint;
  private final String session;

  /** Begins a session with the server at {@code http://host:port}. */
  public HttpMcpClient(HttpClient client, String base) {
    this.client = client;
    this.endpoint = URI.create(base + "/mcp");
    this.session =
        post(null, "initialize", GREETING).headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  /** Posts a request as of some session, or none, and returns whatever is answered. */
  HttpResponse<String> post(@Nullable String asOf, String method, Map<String, Object> parameters) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    if (asOf != null) {
      request.header("Mcp-Session-Id", asOf);
    }
    Map<String, Object> message =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters);
    try {
      String body = JSON.writeValueAsString(message);
      return client.send(
          request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + parameters, e);
    }
  }

  @Override
  public JsonNode request(String method, Map<String, Object> parameters) {
    String body = post(session, method, parameters).body();
    // The result is the last message, alone or as an event of a stream.
    int event = body.lastIndexOf("data:");
    try {
      JsonNode message = JSON.readTree(event < 0 ? body : body.substring(event + 5));
      assertThat(message.has("result")).as(body).isTrue();
      return message.get("result");
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  @Override
  public void close() {
    HttpRequest end =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Mcp-Session-Id", session)
            .DELETE()
            .build();
    try {
      client.send(end, HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
