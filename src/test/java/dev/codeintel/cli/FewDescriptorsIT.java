package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few open files: the program works, or says what to do; it never answers half. */
final class FewDescriptorsIT {
  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void makeTree() {
    tree = SourceTrees.generate(folder.resolve("tree"), 100);
  }

  private Program limited(Program program, int files) {
    return program.behind(List.of("sh", "-c", "ulimit -n " + files + "; exec \"$0\" \"$@\""));
  }

  @ParameterizedTest
  @ValueSource(ints = 64)
  void theLauncherSaysThatTheLimitIsTooLow(int files) {
    assumeThat(Program.isNative()).isFalse();
    Program launched =
        limited(Program.launched(folder, Program.app().resolve("code-intel")), files);

    Result result = launched.run(tree, "index");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "code-intel: only %d files may be open at once, and 256 are needed; raise the limit:"
                    .formatted(files)
                + " ulimit -n 1024.\n");
  }

  @Test
  void theProgramSaysItToo() {
    assumeThat(Program.isNative()).isFalse();

    Result result = limited(new Program(folder), 244).run(tree, "index");

    assertThat(result.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(result.err()).contains("only 244 files may be open").contains("ulimit -n 1024");
  }

  @Test
  void asFewAsAreNeededAreEnough() {
    Program program = limited(new Program(folder), 256);
    Result result = program.run(tree, "index");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("0 left out");

    try (StdioClient client = program.serve(tree)) {
      assertThat(client.find("c7m1").names()).contains("c7m1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 3)
  void aServerThatComesToItsLimitGoesOnWhenItIsRaised(int more) throws IOException {
    assumeThat(hasPrlimit()).isTrue();
    Program program = new Program(folder);
    assertThat(program.run(tree, "index").code()).isZero();
    try (StdioClient client = program.serve(tree)) {
      long process = client.process().pid();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.find("c7m1").text().contains("stale_files=0"));
      limit(process, open(process) + more);

      SourceTrees.write(tree, "src/late/Late.java", "package late; class Late { void late() {} }");
      await().during(Duration.ofSeconds(3)).until(() -> isRightOrSaysSo(client));
      McpClient.ToolAnswer late = client.find("late");
      assertThat(late.isError() || late.names().contains("late") || !isCalledFresh(late))
          .as(late.text())
          .isTrue();
      limit(process, 1024);

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.find("late").names().contains("late"));
      String status = client.call("index_status", Map.of()).text();
      assertThat(status).doesNotContain("unreadable").contains("stale_files=0");
    }
  }

  private static boolean isRightOrSaysSo(StdioClient client) {
    McpClient.ToolAnswer answer = client.find("c7m1");
    return answer.isError()
        ? answer.text().contains("open files")
        : answer.names().contains("c7m1");
  }

  private static boolean isCalledFresh(McpClient.ToolAnswer answer) {
    return answer.text().contains("stale_files=0");
  }

  private static boolean hasPrlimit() {
    return Files.isExecutable(Path.of("/usr/bin/prlimit"))
        && Files.isDirectory(Path.of("/proc/self/fd"));
  }

  private static long open(long process) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process + "/fd"))) {
      return files.count();
    }
  }

  private static void limit(long process, long files) throws IOException {
    Process done =
        new ProcessBuilder("/usr/bin/prlimit", "--pid=" + process, "--nofile=" + files + ":1024")
            .start();
    assertThat(Program.ends(done, 5_000)).isTrue();
    assertThat(done.exitValue()).isZero();
  }
}
