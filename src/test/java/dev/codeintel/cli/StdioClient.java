package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An MCP client that knows a started server's standard streams and little else. */
public final class StdioClient implements McpClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 90;

  private final Process process;
  private final BufferedWriter out;
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private int lastId;

  /**
   * @param process a server, which ends with the client
   */
  public StdioClient(Process process) {
    this.process = process;
    this.out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    Thread reader = new Thread(this::read, "client");
    reader.setDaemon(true);
    reader.start();
    try {
      JsonNode hello = request("initialize", GREETING);
      if (hello.path("serverInfo").isMissingNode()) {
        throw new AssertionError("not a greeting: " + hello);
      }
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
    send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
  }

  Process process() {
    return process;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode message = JSON.readTree(line);
        CompletableFuture<JsonNode> waiting =
            message.has("method") ? null : open.remove(message.path("id").asInt(-1));
        if (waiting != null) {
          waiting.complete(message);
        }
      }
      fail(new IOException("the server has ended"));
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(Exception e) {
    open.values().forEach(waiting -> waiting.completeExceptionally(e));
  }

  private synchronized void send(Map<String, Object> message) {
    try {
      out.write(JSON.writeValueAsString(message));
      out.write('\n');
      out.flush();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized int nextId() {
    return ++lastId;
  }

  @Override
  public JsonNode request(String method, Map<String, Object> parameters) {
    int id = nextId();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    send(message);
    try {
      JsonNode response = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!response.has("result")) {
        throw new AssertionError(method + ": " + response);
      }
      return response.get("result");
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      throw new AssertionError(method + " " + parameters, e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!Program.ends(process, 5_000)) {
      process.destroyForcibly();
    }
  }
}
