package dev.codeintel.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.codeintel.search.lucene.RetrievalEvaluation.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ranking does not get worse on the public retrieval sets. {@code -Dretrieval=FOLDER} tells where
 * they are; they are embedded anew, which takes five minutes.
 */
final class RetrievalTest {
  private static final double MAY_FALL = 0.02;

  /** Vectors of one text differ a little by what is embedded at once, and by the processor. */
  private static final double NOISE = 0.01;

  @ParameterizedTest
  @CsvSource({
    "cosqa-dev, 0.3404, 0.5338",
    "doc-java-commons-lang3, 0.6036, 0.6596",
    "doc-py-jinja2, 0.4661, 0.5735",
    "doc-ts-rxjs, 0.5060, 0.5358",
  })
  void findsAsWellAsItDid(String set, double words, double all) throws IOException {
    String folder = System.getProperty("retrieval", "");
    assumeTrue(!folder.isEmpty(), "-Dretrieval=FOLDER is not given");

    Map<Ranking.Signals, Figures> figures =
        RetrievalEvaluation.measure(Path.of(folder).resolve(set));

    double byWords = reciprocalRank(figures, Ranking.Signals.WORDS);
    double bySentences = reciprocalRank(figures, Ranking.Signals.SENTENCES);
    double byAll = reciprocalRank(figures, Ranking.Signals.ALL);
    assertThat(byWords).isGreaterThan(words * (1 - MAY_FALL));
    assertThat(byAll).isGreaterThan(all * (1 - MAY_FALL));
    assertThat(byAll).isGreaterThan(Math.max(byWords, bySentences) - NOISE);
  }

  private static double reciprocalRank(
      Map<Ranking.Signals, Figures> figures, Ranking.Signals signals) {
    Figures found = figures.get(signals);
    assertThat(found).isNotNull();
    return found == null ? 0 : found.reciprocalRank();
  }
}
