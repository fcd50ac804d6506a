package dev.codeintel.embedding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The defaults, for tests without a container. */
public record TestEmbeddingConfig(
    boolean enabled, Optional<Path> model, Optional<Path> tokenizer, Duration idle)
    implements EmbeddingConfig {

  public TestEmbeddingConfig(boolean enabled) {
    this(enabled, Optional.empty(), Optional.empty());
  }

  public TestEmbeddingConfig(boolean enabled, Optional<Path> model, Optional<Path> tokenizer) {
    this(enabled, model, tokenizer, Duration.ofMinutes(5));
  }

  @Override
  public int maxTokens() {
    return 256;
  }

  @Override
  public int maxCharacters() {
    return 512;
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
