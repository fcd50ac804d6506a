package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.time.Duration;

/** Makes the extractor for tests of other packages. */
public final class PackageExtractors {
  private PackageExtractors() {}

  /** Returns an extractor with a generous time limit. */
  public static FactExtractor create(LanguageRegistry registry) {
    return new TreeSitterExtractor(registry, Duration.ofSeconds(20), TestNatives::load);
  }
}
