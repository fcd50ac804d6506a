package dev.codeintel.embedding;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The defaults, for tests without a container. */
public record TestEmbeddingConfig(boolean enabled, Optional<Path> model, Optional<Path> tokenizer)
    implements EmbeddingConfig {

  public TestEmbeddingConfig(boolean enabled) {
    this(enabled, Optional.empty(), Optional.empty());
  }

  @Override
  public int maxTokens() {
    return 256;
  }

  @Override
  public double share() {
    return 1;
  }

  @Override
  public OptionalInt threads() {
    return OptionalInt.empty();
  }
}
