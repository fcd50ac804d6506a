package dev.codeintel.cli;

import static dev.codeintel.cli.SourceTrees.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes under a server is found, whatever happens to the folder it watches. */
final class WatchedTreeIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String FEW_WATCHES = "max_inotify_watches";
  private static final String FEW_INSTANCES = "max_inotify_instances";

  @TempDir Path folder;
  private Program program;
  private Path tree;

  @BeforeEach
  void makeTree() {
    program = new Program(folder);
    tree = folder.resolve("above/tree");
    write(tree, "src/First.java", "class First { void first() {} }");
  }

  /** The command behind which a name space of its own has a limit. */
  private static List<String> limited(String limit, int to) {
    return List.of(
        "unshare",
        "-Ur",
        "sh",
        "-c",
        "echo %d > /proc/sys/user/%s && exec \"$0\" \"$@\"".formatted(to, limit));
  }

  private static boolean canLimit(String limit) throws IOException {
    List<String> command = new ArrayList<>(limited(limit, 5));
    command.add("true");
    Process process = new ProcessBuilder(command).start();
    return Program.ends(process, 5_000) && process.exitValue() == 0;
  }

  private static void awaitFound(StdioClient client, String name) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(client.find(name).names()).as(name).isNotEmpty());
  }

  private static void awaitGone(StdioClient client, String name) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(client.find(name).names()).as(name).doesNotContain(name));
  }

  @Test
  void aRootThatIsMadeAgainOrReplacedIsFollowed() throws IOException {
    try (StdioClient client = program.serve(tree)) {
      awaitFound(client, "first");

      FileUtils.delete(tree.toFile(), FileUtils.RECURSIVE);
      write(tree, "src/Second.java", "class Second { void second() {} }");
      awaitFound(client, "second");
      awaitGone(client, "first");
      write(tree, "src/Second.java", "class Second { void third() {} }");
      awaitFound(client, "third");

      FileUtils.delete(folder.resolve("above").toFile(), FileUtils.RECURSIVE);
      await()
          .atMost(SOON)
          .until(() -> client.call("index_status", Map.of()).text().contains("not watched"));
      write(tree, "src/Fourth.java", "class Fourth { void fourth() {} }");
      awaitFound(client, "fourth");
      write(tree, "src/Fourth.java", "class Fourth { void fifth() {} }");
      awaitFound(client, "fifth");
      // others of this user may have had all the instances for a moment
      await()
          .atMost(SOON)
          .until(() -> !client.call("index_status", Map.of()).text().contains("not watched"));
    }
  }

  @Test
  void whatIsWrittenDuringTheFirstRunIsFoundAtRest() {
    SourceTrees.generate(tree, 300);
    try (StdioClient client = program.serve(tree)) {
      for (int i = 0; i < 400; i++) {
        String name = "Late" + i;
        write(tree, "late/p" + i % 20 + "/" + name + ".java", "class " + name + " {}");
      }

      for (int i = 0; i < 400; i += 10) {
        List<String> names = IntStream.range(i, i + 10).mapToObj(each -> "Late" + each).toList();
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(client.call("find_symbol", Map.of("names", names)).names())
                        .containsAll(names));
      }
    }
  }

  @Test
  void aTreeThatCannotBeWatchedIsComparedAndThatIsSaid() throws IOException {
    assumeThat(canLimit(FEW_WATCHES)).as("the system lets watches be limited").isTrue();
    for (int i = 0; i < 20; i++) {
      write(tree, "src/p" + i + "/C" + i + ".java", "class C" + i + " {}");
    }
    Program limited =
        program
            .with(List.of("-Dcode-intel.indexing.compare-interval=1s"))
            .behind(limited(FEW_WATCHES, 5));
    try (StdioClient client = limited.serve(tree)) {
      awaitFound(client, "first");
      assertThat(client.call("index_status", Map.of()).text())
          .contains("not watched")
          .contains("max_user_watches");

      write(tree, "src/p1/C1.java", "class C1 { void later() {} }");

      awaitFound(client, "later");
    }
  }

  @Test
  void aServerWatchesMoreTreesThanTheSystemHasInstances() throws IOException {
    assumeThat(canLimit(FEW_INSTANCES)).as("the system lets instances be limited").isTrue();
    String[] trees = new String[8];
    for (int i = 0; i < trees.length; i++) {
      Path each = folder.resolve("trees/t" + i);
      write(each, "A.java", "class First" + i + " {}");
      trees[i] = each.toString();
    }
    Program limited = program.behind(limited(FEW_INSTANCES, 3));
    try (StdioClient client = new StdioClient(limited.startServer(tree, trees))) {
      for (int i = 0; i < trees.length; i++) {
        Map<String, Object> first = Map.of("repo", trees[i], "names", List.of("First" + i));
        await().atMost(SOON).until(() -> !client.call("find_symbol", first).names().isEmpty());
      }
      assertThat(client.call("index_status", Map.of()).text()).doesNotContain("not watched");
      for (int i = 0; i < trees.length; i++) {
        write(Path.of(trees[i]), "A.java", "class Second" + i + " {}");
        Map<String, Object> second = Map.of("repo", trees[i], "names", List.of("Second" + i));
        await().atMost(SOON).until(() -> !client.call("find_symbol", second).names().isEmpty());
      }
    }
  }
}
