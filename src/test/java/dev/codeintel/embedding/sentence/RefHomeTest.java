package dev.codeintel.embedding.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.embedding.SentenceText;
import dev.codeintel.vector.VectorStores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RefHomeTest {
  private static final SentenceText TEXTS = new SentenceText(1);

  private static SharedHome shared(String ref) {
    Path folder = Path.of("data", "repository-1", ref);
    return new SharedHome(folder, "m", TEXTS, new StoreState(), VectorStores.off(), () -> 1);
  }

  /** By other names nothing that was embedded before would be found. */
  @Test
  void whatIsOnDiskKeepsItsNames() {
    assertThat(TestHomes.inField("m", TEXTS).field()).isEqualTo("sentence m");
    assertThat(shared("main").field()).isEqualTo("shared repository-1/main m");
    assertThat(CachedSentences.version("m")).isEqualTo("1 2 m");
  }

  @Test
  void eachRefHasRowsAndAFieldOfItsOwn() {
    assertThat(shared("main").field()).isNotEqualTo(shared("topic").field());
    assertThat(shared("main").id("a.java", 1)).isNotEqualTo(shared("topic").id("a.java", 1));
    assertThat(shared("main").all()).isNotEqualTo(shared("topic").all());
  }
}
