package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.McpClient.ToolAnswer;
import dev.codeintel.cli.looks.CountedFiles;
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

/** How often a call looks at the file system, told by a file system that counts. */
final class CatalogLooksIT {
  private static final int REFS = 500;

  /** The stamp of what is published, what is checked out, the pointer of its snapshot. */
  private static final int MAX_LOOKS = 3;

  /** To open a snapshot the first time, and to look for it now and then before. */
  private static final int MAX_LOOKS_WHILE_WAITING = 100;

  @TempDir Path folder;
  private Program program;
  private Path tree;
  private Path log;

  @BeforeEach
  void index() throws IOException {
    assumeThat(Program.isNative()).as("an executable has no file system to exchange").isFalse();
    log = folder.resolve("looks");
    Path classes = folder.resolve("classes");
    copy(Path.of("target/test-classes"), classes);
    program =
        new Program(folder)
            .with(
                List.of(
                    "-Xbootclasspath/a:" + classes,
                    "-Djava.nio.file.spi.DefaultFileSystemProvider=" + CountedFiles.class.getName(),
                    "-Dlooks.log=" + log));
    tree = folder.resolve("tree");
    SourceTrees.writeOrders(tree);
    assertThat(new Program(folder).run(tree, "index").code()).isZero();
    multiply();
  }

  private static void copy(Path from, Path to) throws IOException {
    String name = CountedFiles.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.list(from.resolve(name))) {
      for (Path file : files.toList()) {
        Path target = to.resolve(name).resolve(file.getFileName().toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** Makes the snapshot those of many refs, as years of branches leave them. */
  private void multiply() throws IOException {
    try (Stream<Path> found = Files.walk(program.data().resolve("repositories"))) {
      Path ref =
          found.filter(file -> Files.exists(file.resolve("CURRENT"))).findFirst().orElseThrow();
      for (int i = 0; i < REFS; i++) {
        Path other = ref.resolveSibling("branch-" + i);
        Files.createDirectories(other);
        try (Stream<Path> files = Files.list(ref)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Path target = other.resolve(file.getFileName().toString());
            if (file.toString().endsWith(".duckdb")) {
              Files.createLink(target, file);
            } else {
              String text = Files.readString(file, UTF_8);
              Files.writeString(target, text.replace("ref=worktree", "ref=branch-" + i));
            }
          }
        }
      }
    }
  }

  /** Returns the looks a call makes or waits for; not what other threads do meanwhile. */
  private List<String> looksAt(StdioClient client, String tool, Map<String, Object> arguments)
      throws IOException {
    int before = Files.readAllLines(log, UTF_8).size();
    ToolAnswer answer = client.call(tool, arguments);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    List<String> all = Files.readAllLines(log, UTF_8);
    return all.subList(before, all.size()).stream()
        .filter(line -> !line.startsWith("ForkJoinPool"))
        .filter(line -> !line.startsWith("code-intel-changes"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"given", "all"})
  void aCallLooksAtTheFileSystemThreeTimesAtMost(String served) throws IOException {
    String[] options = served.equals("all") ? new String[] {"--all"} : new String[0];
    try (StdioClient client = new StdioClient(program.startServer(tree, options))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.find("persist").text().contains("stale_files=0"));
      for (Map.Entry<String, Map<String, Object>> call : calls().entrySet()) {
        // What a snapshot needs is opened by the first that asks for it.
        looksAt(client, call.getKey(), call.getValue());
      }
      for (int times = 0; times < 5; times++) {
        for (Map.Entry<String, Map<String, Object>> call : calls().entrySet()) {
          assertThat(looksAt(client, call.getKey(), call.getValue()))
              .as(call.toString())
              .isNotEmpty()
              .hasSizeLessThanOrEqualTo(MAX_LOOKS);
        }
      }
    }
  }

  @Test
  void waitingForTheFirstSnapshotIsNotLooking() throws IOException {
    Path large = SourceTrees.generate(folder.resolve("large"), 2_000);
    try (StdioClient client = new StdioClient(program.startServer(large, "--all"))) {
      // It waits some seconds, and may have to say that there is none yet.
      client.find("C7.c7m3");
      // What runs the call, of all that is done meanwhile.
      assertThat(
              Files.readAllLines(log, UTF_8).stream().filter(line -> line.startsWith("executor")))
          .hasSizeLessThan(MAX_LOOKS_WHILE_WAITING);
      await().atMost(Duration.ofMinutes(2)).until(() -> !client.find("C7.c7m3").names().isEmpty());
    }
  }

  private Map<String, Map<String, Object>> calls() {
    String repo = tree.getFileName().toString();
    return Map.of(
        "find_symbol", Map.of("names", List.of("persist"), "repo", repo),
        "read_symbol", Map.of("symbols", List.of("persist")),
        "find_references", Map.of("symbol", "persist", "repo", repo),
        "trace", Map.of("from", "persist", "repo", repo),
        "impact", Map.of("symbols", List.of("persist"), "repo", repo),
        "outline", Map.of("repo", repo),
        "search_code", Map.of("queries", List.of("blue rectangle"), "repo", repo),
        "explore", Map.of("task", "drawing a rectangle", "repo", repo),
        "index_status", Map.of());
  }
}
