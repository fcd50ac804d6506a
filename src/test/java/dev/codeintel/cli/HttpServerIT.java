package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a server over HTTP: MCP, REST streams, health, metrics. */
final class HttpServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLASSES = 60;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Process server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    Program program = new Program(folder);
    Path tree = SourceTrees.generate(folder.resolve("tree"), CLASSES);
    int port = Program.freePort();
    base = "http://127.0.0.1:" + port;
    server =
        program.start(
            folder, "serve", "--http", "--port=" + port, tree.toAbsolutePath().toString());
    await().atMost(Duration.ofSeconds(60)).until(() -> symbols() > 0);
  }

  @AfterEach
  void stop() {
    server.destroy();
    assertThat(Program.ends(server, 10_000)).isTrue();
  }

  @Test
  void answersMcpInASession() throws Exception {
    HttpMcpClient mcp = new HttpMcpClient(client, base);
    JsonNode tools = mcp.request("tools/list", Map.of());
    McpClient.ToolAnswer found = mcp.find("C7.c7m3");
    McpClient.ToolAnswer unknown = mcp.call("find_symbol", Map.of("name", "x"));

    assertThat(tools.path("tools")).hasSize(9);
    assertThat(found.all("path").get(0)).isEqualTo("src/p7/C7.java");
    assertThat(unknown.isError()).isTrue();
    assertThat(mcp.post("no-such-session", "tools/list", Map.of()).statusCode())
        .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
    mcp.close();
    assertThat(mcp.post(null, "tools/list", Map.of()).statusCode())
        .isEqualTo(HttpURLConnection.HTTP_BAD_REQUEST);
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/mcp"))
            .header("Origin", "https://evil.example")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
  }

  @Test
  void streamsAllRows() throws Exception {
    // Each class and each of its methods; whoever stops reading early ends nobody's server.
    assertThat(symbols()).isGreaterThanOrEqualTo(CLASSES * 31L);
    HttpResponse<Stream<String>> cut =
        client.send(
            get("/api/v1/repositories/tree/relationships"), HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = cut.body()) {
      assertThat(JSON.readTree(lines.findFirst().orElseThrow()).isObject()).isTrue();
    }

    assertThat(symbols()).isGreaterThanOrEqualTo(CLASSES * 31L);
  }

  @Test
  void tellsHowItIs() throws Exception {
    assertThat(JSON.readTree(text("/q/health")).path("status").asText()).isEqualTo("UP");
    assertThat(text("/q/metrics")).contains("code_intel");
    assertThat(text("/q/openapi")).contains("/api/v1/repositories");
    assertThat(JSON.readTree(text("/api/v1/repositories")).path(0).path("name").asText())
        .isEqualTo("tree");
  }

  private long symbols() throws InterruptedException {
    try {
      HttpResponse<Stream<String>> response =
          client.send(
              get("/api/v1/repositories/tree/symbols"), HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        return response.statusCode() == HttpURLConnection.HTTP_OK ? lines.count() : 0;
      }
    } catch (IOException e) {
      assertThat(server.isAlive()).isTrue();
      return 0;
    }
  }

  private String text(String path) throws Exception {
    HttpResponse<String> response = client.send(get(path), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(HttpURLConnection.HTTP_OK);
    return response.body();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30)).build();
  }
}
