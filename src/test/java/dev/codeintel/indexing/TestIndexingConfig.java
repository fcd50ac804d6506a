package dev.codeintel.indexing;

import java.time.Duration;
import java.util.OptionalInt;

/** How tests index. */
record TestIndexingConfig(int threads) implements IndexingConfig {

  @Override
  public OptionalInt workers() {
    return OptionalInt.of(threads);
  }

  @Override
  public Duration compareInterval() {
    return Duration.ofSeconds(1);
  }
}
