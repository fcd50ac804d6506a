package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.HttpMcpClient;
import dev.codeintel.cli.McpClient;
import dev.codeintel.cli.McpClient.ToolAnswer;
import dev.codeintel.cli.Program;
import dev.codeintel.cli.StdioClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The repository in {@code src/test/resources/shop}, served by the packaged program: by one process
 * over stdio and by one over HTTP, for all test classes that are extended with this.
 */
public final class Shop implements BeforeAllCallback {
  private static final Path SOURCES = Path.of("src/test/resources/shop");
  private static final int MAX_PAGES = 100;

  private static @Nullable Served served;

  /** What runs until the last test is over. */
  private record Served(Path home, Process http, Map<Transport, McpClient> clients)
      implements AutoCloseable {

    static Served start() throws IOException {
      Path home = Files.createTempDirectory("shop").toRealPath();
      Path tree = home.resolve("shop");
      try (Stream<Path> files = Files.walk(SOURCES)) {
        for (Path file : files.toList()) {
          Files.copy(file, tree.resolve(SOURCES.relativize(file).toString()));
        }
      }
      Program program = new Program(home);
      assertThat(program.run(tree, "index", tree.toString()).code()).isZero();
      int port = Program.freePort();
      Process http = program.start(tree, "serve", "--http", "--port=" + port);
      Map<Transport, McpClient> clients = new EnumMap<>(Transport.class);
      clients.put(Transport.STDIO, new StdioClient(program.startServer(tree)));
      String base = "http://127.0.0.1:" + port;
      HttpClient client = HttpClient.newHttpClient();
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> clients.put(Transport.HTTP, new HttpMcpClient(client, base)));
      for (McpClient each : clients.values()) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> each.find("Order").text().contains("stale_files=0"));
      }
      return new Served(home, http, clients);
    }

    @Override
    public void close() throws IOException {
      clients.values().forEach(McpClient::close);
      http.destroy();
      assertThat(Program.ends(http, 10_000)).isTrue();
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Shop.class))
        .computeIfAbsent(
            Served.class,
            type -> {
              try {
                Served started = Served.start();
                served = started;
                return started;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Returns the client of a transport. */
  static McpClient client(Transport over) {
    Served started = served;
    if (started == null) {
      throw new IllegalStateException("The test class is not extended with Shop");
    }
    return java.util.Objects.requireNonNull(started.clients().get(over));
  }

  /** Asks a tool; the arguments are names and values in turn. */
  static ToolAnswer ask(Transport over, String tool, Object... arguments) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      named.put((String) arguments[i], arguments[i + 1]);
    }
    return client(over).call(tool, named);
  }

  /** Asks a tool that must have an answer. */
  static ToolAnswer answer(Transport over, String tool, Object... arguments) {
    ToolAnswer answer = ask(over, tool, arguments);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    return answer;
  }

  /** Returns the sentence with which a tool refuses. */
  static String refusal(Transport over, String tool, Object... arguments) {
    ToolAnswer answer = ask(over, tool, arguments);
    assertThat(answer.isError()).as(answer.text()).isTrue();
    return answer.text();
  }

  /** Returns the verdict and the codes of its reasons: "complete", "partial limit more". */
  static String verdict(ToolAnswer answer) {
    List<String> words = new ArrayList<>();
    words.add(answer.structured().path("completeness").asText());
    answer
        .structured()
        .path("reasons")
        .forEach(reason -> words.add(reason.asText().split(":", 2)[0]));
    return String.join(" ", words);
  }

  /** Returns what a field of all hits holds, page after page. */
  static List<String> pages(Transport over, String tool, String field, Object... arguments) {
    List<String> all = new ArrayList<>();
    List<Object> next = new ArrayList<>(List.of(arguments));
    for (int page = 0; page < MAX_PAGES; page++) {
      ToolAnswer answer = answer(over, tool, next.toArray());
      all.addAll(answer.all(field));
      String cursor = answer.structured().path("next").asText("");
      if (cursor.isEmpty()) {
        assertThat(page).as("more than one page").isPositive();
        return all;
      }
      next = new ArrayList<>(List.of(arguments));
      next.addAll(List.of("cursor", cursor));
    }
    throw new AssertionError("pages without end");
  }

  private Shop() {}
}
