package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.Program.Result;
import dev.codeintel.vector.chroma.ChromaServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program keeps vectors in a real Chroma server. */
final class ChromaProgramIT {
  @TempDir Path folder;

  private ChromaServer chroma;
  private Program program;
  private Path tree;
  private Path orders;

  @BeforeEach
  void makeTree() throws Exception {
    chroma = ChromaServer.start(folder.resolve("chroma"));
    program = program("home");
    tree = SourceTrees.generate(folder.resolve("tree"), 2);
    orders = SourceTrees.writeOrders(tree);
  }

  @AfterEach
  void stop() {
    if (chroma != null) {
      chroma.close();
    }
  }

  private Program program(String home) {
    return new Program(folder.resolve(home))
        .embedding(
            "-Dcode-intel.vectors.store=chroma",
            "-Dcode-intel.vectors.chroma.url=" + chroma.url(),
            "-Dcode-intel.vectors.chroma.collection=packaged");
  }

  private String embedAndAsk(Program asked) {
    Result index = asked.run(tree, "index", "--embed");
    assertThat(index.code()).as(index.err()).isZero();
    return ask(asked, "mode=semantic");
  }

  private String ask(Program asked, String mode) {
    String question = "queries=save a purchase into storage of orders";
    Result result = asked.run(tree, "query", "search_code", question, mode, "--text");
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void findsByMeaningWhatIsThereNow() throws Exception {
    assertThat(embedAndAsk(program))
        .contains("completeness=complete")
        .containsPattern("Orders\\.persist.*meaning");

    String text = Files.readString(orders);
    Files.writeString(orders, text.replace("void persist(String order) {}", ""));

    assertThat(embedAndAsk(program)).contains("#Orders").doesNotContain("Orders.persist");
  }

  @Test
  void anotherServerFindsTheSame() {
    assertThat(embedAndAsk(program)).contains("Orders.persist");
    assertThat(embedAndAsk(program("other"))).containsPattern("Orders\\.persist.*meaning");
  }

  @Test
  void wordsRankIfItIsGone() throws Exception {
    assertThat(embedAndAsk(program)).contains("Orders.persist");
    chroma.kill();

    assertThat(ask(program, "mode=auto"))
        .contains("vector_store_unavailable")
        .contains("Orders.persist");
  }
}
