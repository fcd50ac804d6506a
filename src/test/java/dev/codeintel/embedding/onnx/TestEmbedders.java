package dev.codeintel.embedding.onnx;

import dev.codeintel.embedding.TestEmbeddingConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The sentence model for tests without a container. */
public final class TestEmbedders {
  private TestEmbedders() {}

  /** Opens the model that comes with the program. */
  public static OnnxEmbedders open() {
    return open(new TestEmbeddingConfig(true));
  }

  /** Opens none. */
  public static OnnxEmbedders off() {
    return open(new TestEmbeddingConfig(false));
  }

  static OnnxEmbedders open(Path model, Path tokenizer) {
    return open(new TestEmbeddingConfig(true, Optional.of(model), Optional.of(tokenizer)));
  }

  static OnnxEmbedders open(TestEmbeddingConfig config) {
    Path natives = Path.of(System.getProperty("code-intel.native-directory", "target/natives"));
    return new OnnxEmbedders(config, natives);
  }
}
