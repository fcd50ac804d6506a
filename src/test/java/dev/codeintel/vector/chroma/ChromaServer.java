package dev.codeintel.vector.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.codeintel.vector.VectorConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real server of a test's own, which can be killed and started again with its data. */
public final class ChromaServer implements AutoCloseable {
  private final String command;
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private ChromaServer(String command, Path folder, int port) {
    this.command = command;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one with the command that the system property {@code chroma.command} or the environment
   * variable {@code CHROMA_COMMAND} names. Without one the test is skipped; in CI it fails.
   */
  public static ChromaServer start(Path folder) throws IOException {
    String given = System.getProperty("chroma.command", System.getenv("CHROMA_COMMAND"));
    if (given == null || given.isBlank()) {
      String reason = "no chroma executable: -Dchroma.command=PATH or CHROMA_COMMAND names it";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail(reason);
      }
      assumeTrue(false, reason);
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ChromaServer server = new ChromaServer(String.valueOf(given), folder, free.getLocalPort());
      free.close();
      server.start();
      return server;
    }
  }

  /** Starts it again, on the same port, and waits until it answers. */
  public void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            command,
            "run",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--path",
            folder.toString());
    builder.environment().put("ANONYMIZED_TELEMETRY", "False");
    File log = folder.resolveSibling("chroma.log").toFile();
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/api/v2/heartbeat"))
            .timeout(Duration.ofSeconds(2))
            .build();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  /** Ends it as a crash does. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
      assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
      process = null;
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns a configuration that uses it. */
  public VectorConfig config(Duration timeout) {
    return config(url(), timeout);
  }

  /** Returns a configuration of a server that does not exist. */
  public static VectorConfig unreachable() {
    return config("http://127.0.0.1:1", Duration.ofSeconds(5));
  }

  private static VectorConfig config(String url, Duration timeout) {
    VectorConfig.Chroma chroma =
        new VectorConfig.Chroma() {
          @Override
          public String url() {
            return url;
          }

          @Override
          public String tenant() {
            return "tests";
          }

          @Override
          public String database() {
            return "vectors";
          }

          @Override
          public String collection() {
            return "it";
          }

          @Override
          public Duration timeout() {
            return timeout;
          }
        };
    return new VectorConfig() {
      @Override
      public Store store() {
        return Store.CHROMA;
      }

      @Override
      public Chroma chroma() {
        return chroma;
      }
    };
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }
}
