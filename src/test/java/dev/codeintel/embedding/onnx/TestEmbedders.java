package dev.codeintel.embedding.onnx;

import dev.codeintel.embedding.TestEmbeddingConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The sentence model for tests without a container. */
public final class TestEmbedders {
  private TestEmbedders() {}

  /** Opens the model that comes with the program. */
  public static OnnxEmbedders open() {
    return open(true, Optional.empty());
  }

  /** Opens none. */
  public static OnnxEmbedders off() {
    return open(false, Optional.empty());
  }

  /** Opens a model of one's own with the vocabulary of the program's. */
  static OnnxEmbedders open(boolean isEnabled, Optional<Path> model) {
    Path natives = Path.of(System.getProperty("code-intel.native-directory", "target/natives"));
    return new OnnxEmbedders(new TestEmbeddingConfig(isEnabled, model), natives);
  }
}
