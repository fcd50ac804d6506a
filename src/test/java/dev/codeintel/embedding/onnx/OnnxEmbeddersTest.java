package dev.codeintel.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.embedding.TestEmbeddingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the model that comes with the program. */
final class OnnxEmbeddersTest {
  private static final OnnxEmbedders EMBEDDERS = TestEmbedders.open();

  @AfterAll
  static void close() {
    EMBEDDERS.close();
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }

  @Test
  void textsThatMeanSimilarThingsAreNearWithoutAWordInCommon() {
    List<float[]> vectors =
        EMBEDDERS
            .load()
            .embed(
                List.of(
                    "where do we try again after a failure?",
                    "retries a request with growing waits",
                    "draws a blue rectangle"));

    assertThat(vectors).allSatisfy(each -> assertThat(cosine(each, each)).isBetween(0.999, 1.001));
    assertThat(cosine(vectors.get(0), vectors.get(1)))
        .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.15);
  }

  @Test
  void aTextHasTheSameVectorInWhateverBatch() {
    Embedder embedder = EMBEDDERS.load();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      texts.add("word ".repeat(1 + i * 37 % 300) + i);
    }

    List<float[]> together = embedder.embed(texts);

    assertThat(together).hasSize(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      float[] alone = embedder.embed(List.of(texts.get(i))).get(0);
      // Quantization depends a little on what else is in the batch.
      assertThat(cosine(alone, together.get(i))).as(texts.get(i)).isGreaterThan(0.98);
    }
  }

  @Test
  void looksAtAsManyTokensAsItIsTold() {
    Embedder embedder = EMBEDDERS.load();
    String within = "token ".repeat(150);
    String beyond = "token ".repeat(300);

    assertThat(embedder.embed(List.of(within + "violin")).get(0))
        .isNotEqualTo(embedder.embed(List.of(within + "compiler")).get(0));
    assertThat(embedder.embed(List.of(beyond + "violin")).get(0))
        .containsExactly(embedder.embed(List.of(beyond + "compiler")).get(0));
  }

  @Test
  void nothingAndAnEmptyTextAreNoErrors() {
    assertThat(EMBEDDERS.load().embed(List.of())).isEmpty();
    assertThat(EMBEDDERS.load().embed(List.of("", "a\0b\uD800"))).hasSize(2);
  }

  @Test
  void saysWhichModelIsMissingOrDamagedAndWhatToDo(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("none.onnx");
    Path damaged = Files.writeString(folder.resolve("damaged.onnx"), "no model");

    for (Path model : List.of(missing, damaged)) {
      try (OnnxEmbedders embedders = TestEmbedders.open(model, folder.resolve("none.json"))) {
        assertThatThrownBy(embedders::load)
            .isInstanceOf(EmbeddingException.class)
            .hasMessageContaining(model.toString())
            .hasMessageContaining("code-intel.embeddings.enabled=false");
      }
    }
    try (OnnxEmbedders half =
        TestEmbedders.open(new TestEmbeddingConfig(true, Optional.of(damaged), Optional.empty()))) {
      assertThatThrownBy(half::load).hasMessageContaining("code-intel.embeddings.tokenizer");
    }
    try (OnnxEmbedders off = TestEmbedders.off()) {
      assertThatThrownBy(off::load).hasMessageContaining("code-intel.embeddings.enabled=true");
    }
  }

  @Test
  void whatIsClosedWhileSomebodyComputesIsFreedAfterwards() throws Exception {
    for (int i = 0; i < 5; i++) {
      OnnxEmbedders embedders = TestEmbedders.open();
      Embedder embedder = embedders.load();
      CompletableFuture<List<float[]>> computing =
          CompletableFuture.supplyAsync(
              () -> embedder.embed(Collections.nCopies(50, "some text ".repeat(20))));
      Thread.sleep(30L * i);
      embedders.close();

      assertThat(computing.handle((vectors, error) -> true).get(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> embedder.embed(List.of("a"))).isInstanceOf(EmbeddingException.class);
      assertThatThrownBy(embedders::load).isInstanceOf(EmbeddingException.class);
    }
  }

  @Test
  void whatNobodyUsesIsUnloadedAndLoadedAgain() {
    try (OnnxEmbedders embedders = idleAfter(Duration.ofMillis(200))) {
      Embedder embedder = embedders.load();
      float[] before = embedder.embed(List.of("some text")).get(0);

      await().atMost(Duration.ofSeconds(30)).until(() -> !embedders.isLoaded());

      assertThat(embedder.embed(List.of("some text")).get(0)).containsExactly(before);
      assertThat(embedders.isLoaded()).isTrue();
      await().atMost(Duration.ofSeconds(30)).until(() -> !embedders.isLoaded());
    }
  }

  @Test
  void whoComputesIsNeverInterruptedByUnloading() {
    try (OnnxEmbedders embedders = idleAfter(Duration.ofMillis(1))) {
      Embedder embedder = embedders.load();
      List<CompletableFuture<Void>> users = new ArrayList<>();
      for (int user = 0; user < 3; user++) {
        users.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 8; i++) {
                    assertThat(embedder.embed(List.of("some text " + i))).hasSize(1);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i));
                  }
                }));
      }

      CompletableFuture<Void> all =
          CompletableFuture.allOf(users.toArray(new CompletableFuture<?>[0]));
      assertThat(all).succeedsWithin(Duration.ofMinutes(1));
    }
  }

  private static OnnxEmbedders idleAfter(Duration idle) {
    return TestEmbedders.open(
        new TestEmbeddingConfig(true, Optional.empty(), Optional.empty(), idle));
  }
}
