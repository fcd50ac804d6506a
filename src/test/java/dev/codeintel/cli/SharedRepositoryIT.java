package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.McpClient.ToolAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers and an indexer on one repository. */
final class SharedRepositoryIT {
  private static final int SERVERS = 4;
  private static final int RUNS = 3;

  @TempDir Path folder;

  @Test
  void fourServersAnswerWhileAFifthProcessIndexes() throws Exception {
    Program program = new Program(folder);
    Path tree = SourceTrees.generate(folder.resolve("tree"), 150);
    assertThat(program.run(tree, "index").code()).isZero();
    List<StdioClient> servers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(SERVERS);
    try {
      for (int i = 0; i < SERVERS; i++) {
        servers.add(program.serve(tree));
      }
      AtomicBoolean isOver = new AtomicBoolean();
      AtomicInteger answers = new AtomicInteger();
      List<Future<?>> readers = new ArrayList<>();
      for (StdioClient server : servers) {
        readers.add(threads.submit(() -> askUntil(isOver, server, answers)));
      }

      for (int run = 0; run < RUNS; run++) {
        String added = "Added" + run;
        SourceTrees.write(tree, "src/" + added + ".java", "class " + added + " {}\n");
        Program.Result result = program.run(tree, "index", "--force");
        assertThat(result.code()).as(result.err()).isZero();
        for (StdioClient server : servers) {
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> server.find(added).names().contains(added));
        }
      }

      isOver.set(true);
      for (Future<?> reader : readers) {
        reader.get(60, TimeUnit.SECONDS);
      }
      System.err.println(answers + " answers of " + SERVERS + " servers, no error");
      assertThat(answers.get()).isGreaterThan(SERVERS * RUNS);
    } finally {
      threads.shutdownNow();
      servers.forEach(StdioClient::close);
    }
  }

  private static void askUntil(AtomicBoolean isOver, StdioClient server, AtomicInteger answers) {
    while (!isOver.get()) {
      ToolAnswer answer = server.find("C3.c3m1");
      assertThat(answer.isError()).as(answer.text()).isFalse();
      assertThat(answer.names()).containsExactly("c3m1");
      answers.incrementAndGet();
    }
  }
}
