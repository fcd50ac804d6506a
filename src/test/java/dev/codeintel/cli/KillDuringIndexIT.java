package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient.ToolAnswer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the indexer again and again, the hard way. {@code -Dseed} repeats a run. */
final class KillDuringIndexIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);

  @TempDir Path folder;

  @Test
  void killedRunsLoseNothing() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.err.println("KillDuringIndexIT -Dseed=" + seed);
    Random random = new Random(seed);
    Program program = new Program(folder);
    Path tree = SourceTrees.generate(folder.resolve("tree"), 300);
    assertThat(program.run(tree, "index", "--force").code()).isZero();
    // The first run unpacks natives and fills the cache: the second is like those to be killed.
    int whole = millis(() -> assertIndexes(program, tree));

    try (StdioClient server = program.serve(tree)) {
      assertAnswers(server);
      int killed = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Process indexer = program.start(tree, "index", "--force");
        if (!Program.ends(indexer, 1 + random.nextInt(whole))) {
          killed++;
        }
        indexer.destroyForcibly();
        assertThat(Program.ends(indexer, 10_000)).isTrue();
        assertAnswers(server);

        // The machine may be busier, or less, than it was before.
        whole = millis(() -> assertIndexes(program, tree));
        assertAnswers(server);
      }
      System.err.println("killed " + killed + " of " + ROUNDS + " runs before they ended");
      assertThat(killed).isGreaterThan(ROUNDS / 4);
    }
    assertNothingIsLeft(program);
  }

  private static void assertIndexes(Program program, Path tree) {
    Program.Result next = program.run(tree, "index", "--force");
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(next.out()).contains("indexed");
  }

  private static int millis(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (int) ((System.nanoTime() - start) / 1_000_000);
  }

  private static void assertAnswers(StdioClient server) {
    ToolAnswer answer = server.find("C7.c7m3");
    assertThat(answer.isError()).as(answer.text()).isFalse();
    assertThat(answer.names()).containsExactly("c7m3");
  }

  private static void assertNothingIsLeft(Program program) {
    assertThat(program.data())
        .isDirectoryRecursivelyContaining("glob:**.duckdb")
        .isDirectoryNotContaining("glob:**.tmp*");
  }
}
