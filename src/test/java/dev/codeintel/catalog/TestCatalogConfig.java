package dev.codeintel.catalog;

import java.time.Duration;
import java.util.Optional;

/** Settings of a catalog that looks at its folders for every question. */
public record TestCatalogConfig(
    Optional<Boolean> others,
    Duration freshnessInterval,
    Duration freshnessWait,
    Duration openTimeout)
    implements CatalogConfig {

  /** As by default, but that nothing a look found is used again. */
  public TestCatalogConfig() {
    this(Optional.empty(), Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(5));
  }
}
