package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that nobody waits for any more ends, and so does a server that has no client any more. */
final class GoneClientIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROCESSES = Path.of("/proc");

  /** What a process that does nothing may take of a processor in a second, in hundredths of one. */
  private static final long IDLE_TICKS = 30;

  @TempDir private static Path folder;
  private static Program program;
  private static Path tree;

  @BeforeAll
  static void index() {
    assumeThat(PROCESSES.resolve("self/stat")).as("tells what a process takes").exists();
    program = new Program(folder);
    tree = SourceTrees.generate(folder.resolve("tree"), 3_000);
    assertThat(program.run(tree, "index").code()).isZero();
  }

  /** A call that takes half a minute, if it is not stopped. */
  private static Map<String, Object> longCall() {
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      queries.add("(.{1,80}[a-z]){2,9}[#%]{3}[~^]" + i);
    }
    return Map.of("name", "search_code", "arguments", Map.of("queries", queries, "mode", "regex"));
  }

  private static String message(Object id, String method, Map<String, Object> parameters)
      throws IOException {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    if (!id.equals("")) {
      message.put("id", id);
    }
    message.put("method", method);
    message.put("params", parameters);
    return JSON.writeValueAsString(message);
  }

  private static long ticks(Process process) {
    try {
      String stat = Files.readString(PROCESSES.resolve(process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      return Long.MAX_VALUE / 2;
    }
  }

  /** Waits until a process has worked for a second, so that the call has surely begun. */
  private static void awaitWork(Process process) {
    long before = ticks(process);
    await().atMost(Duration.ofSeconds(30)).until(() -> ticks(process) > before + 100);
  }

  private static void awaitIdle(Process process, Duration limit) {
    await()
        .atMost(limit)
        .until(
            () -> {
              long before = ticks(process);
              Thread.sleep(1_000);
              return ticks(process) - before < IDLE_TICKS;
            });
  }

  private static void send(Process server, String... messages) throws IOException {
    OutputStream in = server.getOutputStream();
    in.write((String.join("\n", messages) + "\n").getBytes(UTF_8));
    in.flush();
  }

  private Process greeted() throws IOException {
    Process server = program.startServer(tree);
    send(
        server,
        message(1, "initialize", McpClient.GREETING),
        message("", "notifications/initialized", Map.of()));
    awaitIdle(server, Duration.ofSeconds(60));
    return server;
  }

  @Test
  void aCallThatIsTakenBackStopsAndHoldsUpNothing() throws IOException {
    Process server = greeted();
    try {
      send(server, message(2, "tools/call", longCall()));
      awaitWork(server);

      send(server, message("", "notifications/cancelled", Map.of("requestId", 2)));
      awaitIdle(server, Duration.ofSeconds(5));

      server.getOutputStream().close();
      assertThat(Program.ends(server, 10_000)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aServerWithoutAClientEndsWhateverItDoes() throws IOException {
    Process server = greeted();
    try {
      send(server, message(2, "tools/call", longCall()), message(3, "ping", Map.of()));
      awaitWork(server);

      server.getInputStream().close();
      send(server, message(4, "ping", Map.of()));
      server.getOutputStream().close();

      assertThat(Program.ends(server, 10_000)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aCallOverRestStopsWithItsClient() throws IOException {
    int port = Program.freePort();
    Process server = program.start(tree, "serve", "--http", "--port=" + port, tree.toString());
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> isOpen(port));
      awaitIdle(server, Duration.ofSeconds(60));

      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        byte[] body = JSON.writeValueAsString(longCall().get("arguments")).getBytes(UTF_8);
        client
            .getOutputStream()
            .write(
                ("POST /api/v1/tools/search_code HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n")
                    .getBytes(UTF_8));
        client.getOutputStream().write(body);
        awaitWork(server);
      }

      awaitIdle(server, Duration.ofSeconds(5));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aCallOverHttpStopsWithItsClient() throws IOException {
    int port = Program.freePort();
    Process server = program.start(tree, "serve", "--http", "--port=" + port, tree.toString());
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> isOpen(port));
      String session = post(port, "", message(1, "initialize", McpClient.GREETING), true);
      assertThat(session).isNotEmpty();
      awaitIdle(server, Duration.ofSeconds(60));

      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client
            .getOutputStream()
            .write(request(MCP, session, message(2, "tools/call", longCall())).getBytes(UTF_8));
        awaitWork(server);
      }

      awaitIdle(server, Duration.ofSeconds(5));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void largeMessagesOfStrangersHoldUpNobody() throws Exception {
    int port = Program.freePort();
    Process server = program.start(tree, "serve", "--http", "--port=" + port, tree.toString());
    List<Thread> strangers = new ArrayList<>();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> isOpen(port));
      String session = post(port, "", message(1, "initialize", McpClient.GREETING), true);
      awaitIdle(server, Duration.ofSeconds(60));
      String large = manyNames();
      for (int i = 0; i < 4; i++) {
        String path = i % 2 == 0 ? MCP : "/api/v1/tools/find_symbol";
        Thread stranger =
            new Thread(
                () -> {
                  for (int times = 0; times < 3; times++) {
                    try {
                      send(port, request(path, "", large));
                    } catch (IOException e) {
                      // Refused before all was sent.
                    }
                  }
                });
        stranger.start();
        strangers.add(stranger);
      }
      long longest = 0;
      while (strangers.stream().anyMatch(Thread::isAlive)) {
        long start = System.nanoTime();
        assertThat(post(port, session, message(3, "ping", Map.of()), false)).contains("result");
        longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
      }
      System.err.println("longest ping beside large messages: " + longest + " ms");
      assertThat(longest).isLessThan(1_000);
      assertThat(post(port, session, large, false)).contains("too many or too large parts");
      assertThat(send(port, request("/api/v1/tools/find_symbol", "", large))).contains(" 400 ");
    } finally {
      for (Thread stranger : strangers) {
        stranger.join(10_000);
      }
      server.destroyForcibly();
    }
  }

  /** Names that were not seen before are the dearest to parse. */
  private static String manyNames() {
    return IntStream.range(0, 240_000)
        .mapToObj(i -> "\"k" + i + "\":" + i)
        .collect(
            Collectors.joining(
                ",", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{", "}}"));
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static final String MCP = "/mcp";

  private static String request(String path, String session, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Accept: application/json, text/event-stream\r\nConnection: close\r\n"
        + (session.isEmpty() ? "" : "Mcp-Session-Id: " + session + "\r\n")
        + "Content-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  /** Returns the response, or only the session it opens. */
  private static String post(int port, String session, String body, boolean isGreeting)
      throws IOException {
    String response = send(port, request(MCP, session, body));
    if (!isGreeting) {
      return response;
    }
    return response
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("mcp-session-id:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String send(int port, String request) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(30_000);
      client.getOutputStream().write(request.getBytes(UTF_8));
      return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
