package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.codeintel.model.FileFacts;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * To go on after an error the parser puts in nodes that have no width. Extraction neither takes
 * them for code nor waits for their end.
 */
final class MissingNodesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final TreeSitterExtractor EXTRACTOR =
      new TreeSitterExtractor(new LanguageRegistry(), LIMIT, TestNatives::load);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          c, |int g() { return f("",a,); }|
          scala, |class S{\nm("",.)b |
          rb, |t\n&|
          js, |e={(){};|
          """)
  void endOnErrors(String extension, String source) {
    byte[] utf8 = source.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    ParseOutcome outcome =
        assertTimeoutPreemptively(LIMIT, () -> EXTRACTOR.extract("any." + extension, utf8));
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    FileFacts facts = ((ParseOutcome.Parsed) outcome).facts();
    assertThat(facts.syntaxErrors()).isPositive();
  }
}
