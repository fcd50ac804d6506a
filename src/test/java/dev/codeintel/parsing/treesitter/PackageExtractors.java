package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.time.Duration;

/** Makes the extractor for tests of other packages. */
public final class PackageExtractors {
  private PackageExtractors() {}

  /** Returns an extractor with a generous time limit. */
  public static FactExtractor create(LanguageRegistry registry) {
    return create(registry, Duration.ofSeconds(20), Natives.OPTIMISED);
  }

  /** Returns an extractor with a time limit, on the libraries of the tests or the bundled ones. */
  public static FactExtractor create(LanguageRegistry registry, Duration limit, Natives natives) {
    return new TreeSitterExtractor(
        registry, limit, natives == Natives.OPTIMISED ? TestNatives::load : () -> natives);
  }
}
