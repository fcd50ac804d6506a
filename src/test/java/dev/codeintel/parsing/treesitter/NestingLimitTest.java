package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.HostileSources;
import dev.codeintel.parsing.HostileSources.Nest;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scopes that nest deeper than any person writes are not read, in every language that has them. */
final class NestingLimitTest {
  private static final Set<String> NAMES =
      Set.of("functions", "classes", "blocks", "modules", "methods", "objects", "types", "lambdas");

  private final FactExtractor extractor =
      PackageExtractors.create(new LanguageRegistry(), Duration.ofSeconds(20), Natives.OPTIMISED);

  static List<String> languages() {
    return HostileSources.languages();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void scopesAreReadToADepth(String language) {
    List<String> tooDeep = new ArrayList<>();
    for (Nest nest : HostileSources.nests(language)) {
      if (NAMES.contains(nest.name())) {
        assertThat(extract(language, nest, 1_000)).isInstanceOf(ParseOutcome.Parsed.class);
        if (extract(language, nest, 9_000) instanceof ParseOutcome.NoFacts none) {
          assertThat(none.reason()).isEqualTo(SkipReason.TOO_DEEP);
          tooDeep.add(nest.name());
        }
      }
    }
    assertThat(tooDeep).isNotEmpty();
  }

  private ParseOutcome extract(String language, Nest nest, int depth) {
    String text = HostileSources.start(language) + nest.text(depth, depth);
    return extractor.extract(
        "made." + HostileSources.ending(language), text.getBytes(StandardCharsets.UTF_8));
  }
}
