package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.McpClient.ToolAnswer;
import dev.codeintel.source.HostileTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server for a tree of every hostile kind: each is indexed, what is sound in it is found, every
 * tool answers about it, and nothing outside of it is told.
 */
final class HostileTreesIT {
  private static final Duration OF_A_TREE = Duration.ofSeconds(60);

  /** Questions that each have an answer in a healthy tree. */
  private static final Map<String, Map<String, Object>> QUESTIONS =
      Map.of(
          "find_symbol", Map.of("names", List.of(HostileTrees.CANARY, "f", "x")),
          "find_references", Map.of("symbol", HostileTrees.CANARY),
          "impact", Map.of("symbols", List.of(HostileTrees.CANARY)),
          "trace", Map.of("from", HostileTrees.CANARY),
          "outline", Map.of("path", ""),
          "read_symbol", Map.of("symbols", List.of(HostileTrees.CANARY)),
          "search_code", Map.of("queries", List.of(HostileTrees.CANARY, "def", "x = 1")),
          "explore", Map.of("task", "where is " + HostileTrees.CANARY + " used?"));

  @TempDir Path folder;

  @Test
  void everyKindIsIndexedAndServed() throws IOException {
    Path parent = folder.toRealPath();
    List<Path> trees =
        HostileTrees.kinds().stream()
            .filter(kind -> HostileTrees.obstacle(kind).isEmpty())
            .map(kind -> HostileTrees.make(kind, parent))
            .toList();
    Program program = new Program(parent.resolve(HostileTrees.OUTSIDE));
    String[] paths = trees.stream().map(Path::toString).toArray(String[]::new);

    SoftAssertions all = new SoftAssertions();
    try (StdioClient server = new StdioClient(program.startServer(trees.get(0), paths))) {
      for (Path tree : trees) {
        String kind = tree.getFileName().toString();
        await(kind)
            .atMost(OF_A_TREE)
            .untilAsserted(() -> assertThat(canaries(server, tree)).contains(HostileTrees.CANARY));
        if (kind.startsWith(HostileTrees.NESTED)) {
          all.assertThat(canaries(server, tree)).as(kind).contains(HostileTrees.INNER_CANARY);
        }
        QUESTIONS.forEach(
            (tool, question) -> {
              ToolAnswer answer = ask(server, tool, tree, question);
              all.assertThat(answer.isError()).as(kind + " " + tool + answer.text()).isFalse();
              all.assertThat(answer.text()).doesNotContain(HostileTrees.OUTSIDE);
            });
      }
      all.assertThat(listed(server))
          .containsAll(trees.stream().map(tree -> tree.getFileName().toString()).toList());
    }
    all.assertThat(HostileTrees.hasExecuted(parent)).isFalse();
    all.assertAll();
  }

  private static List<String> canaries(StdioClient server, Path tree) {
    List<String> names = List.of(HostileTrees.CANARY, HostileTrees.INNER_CANARY);
    return ask(server, "find_symbol", tree, Map.of("names", names)).names();
  }

  private static List<String> listed(StdioClient server) {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      ToolAnswer page =
          server.call("index_status", cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor));
      names.addAll(page.names());
      cursor = page.structured().path("next").asText();
    } while (!cursor.isEmpty());
    return names;
  }

  private static ToolAnswer ask(
      StdioClient server, String tool, Path tree, Map<String, Object> question) {
    Map<String, Object> arguments = new HashMap<>(question);
    arguments.put("repo", tree.toString());
    return server.call(tool, arguments);
  }
}
