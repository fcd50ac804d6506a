package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server the hard way at a random moment while it indexes, answers and embeds nothing, and
 * starts another on its data. {@code -Dseed} repeats a run.
 */
final class KillServerIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aServerThatWasKilledIsFollowedByOneThatAnswers() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.err.println("KillServerIT -Dseed=" + seed);
    Random random = new Random(seed);
    Program program = new Program(folder);
    Path tree = SourceTrees.generate(folder.resolve("tree"), 120);
    assertThat(program.run(tree, "index").code()).isZero();

    for (int round = 1; round <= ROUNDS; round++) {
      try (StdioClient server = program.serve(tree)) {
        assertThat(server.find("C7.c7m3").names()).containsExactly("c7m3");
        SourceTrees.write(
            tree,
            "src/p0/Round%d.java".formatted(round),
            "package p0;\nclass Round%d {}\n".formatted(round));
        boolean isEarly = Program.ends(server.process(), random.nextInt(1_500));
        assertThat(isEarly).isFalse();
        server.process().destroyForcibly();
        assertThat(Program.ends(server.process(), 10_000)).isTrue();
      }
    }

    try (StdioClient server = program.serve(tree)) {
      String last = "Round" + ROUNDS;
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                McpClient.ToolAnswer answer = server.find(last);
                assertThat(answer.names()).isEqualTo(List.of(last));
                assertThat(answer.text()).contains("completeness=complete");
              });
      assertThat(server.find("Round1").names()).containsExactly("Round1");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(program.data().resolve("repositories"))
                      .isDirectoryNotContaining("glob:**.tmp*"));
    }
    assertThat(program.run(tree, "index").out()).contains("unchanged");
  }
}
