package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.codeintel.cli.Program.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program finds code by what it means. */
final class EmbeddingIT {
  private static final String QUESTION = "save a purchase into storage";

  @TempDir Path folder;

  private Program program;
  private Path tree;

  @BeforeEach
  void makeTree() {
    program = new Program(folder).embedding();
    tree = SourceTrees.generate(folder.resolve("tree"), 2);
    SourceTrees.writeOrders(tree);
  }

  private String first(Program asked) {
    Result result = asked.run(tree, "query", "search_code", "queries=" + QUESTION, "--text");
    assertThat(result.code()).as(result.err()).isZero();
    return result.out().lines().filter(line -> line.contains(".java:")).findFirst().orElse("");
  }

  @Test
  void embedsWhenItIsToldTo() {
    Result index = program.run(tree, "index", "--embed");

    assertThat(index.code()).as(index.err()).isZero();
    assertThat(index.err()).containsPattern("embedding +(\\d+)/\\1\\s");
    assertThat(index.err().split("embedding +\\d+/", -1)).as("told once").hasSize(2);
    assertThat(first(program)).contains("Orders.persist").contains("meaning");
  }

  @Test
  void aServerEmbedsByItself() {
    try (StdioClient server = program.serve(tree)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> {
                JsonNode status =
                    server.call("index_status", Map.of()).structured().path("hits").path(0);
                assertThat(status.path("to_embed").asInt()).isPositive();
                assertThat(status.path("embedded")).isEqualTo(status.path("to_embed"));
              });

      assertThat(server.call("search_code", Map.of("queries", List.of(QUESTION))).names().get(0))
          .isEqualTo("persist");
    }
  }

  @Test
  void aMissingModelIsToldAndWordsRank() {
    Program broken =
        new Program(folder)
            .embedding(
                "-Dcode-intel.embeddings.model=/no/such/model.onnx",
                "-Dcode-intel.embeddings.tokenizer=/no/such/tokenizer.json");
    assertThat(broken.run(tree, "index").code()).isZero();

    Result embed = broken.run(tree, "index", "--embed");

    assertThat(embed.code()).isEqualTo(2);
    assertThat(embed.err())
        .contains("there is no such file as /no/such/model.onnx. Search")
        .contains("enabled=false");
    assertThat(
            broken
                .run(tree, "query", "search_code", "queries=paint", "mode=semantic", "--text")
                .out())
        .contains("embeddings_unavailable");
    assertThat(broken.run(tree, "query", "search_code", "queries=paint", "--text").out())
        .contains("Orders.paint");
  }
}
