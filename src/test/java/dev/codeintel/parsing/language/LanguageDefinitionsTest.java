package dev.codeintel.parsing.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class LanguageDefinitionsTest {
  private static final String INDEX = "go\njava\n\npython\n";

  @Test
  void allAreBuiltInUnlessSomeAreSelected() {
    assertThat(LanguageDefinitions.selected(INDEX, "all\n"))
        .containsExactly("go", "java", "python");
    assertThat(LanguageDefinitions.selected(INDEX, "${code-intel.languages}")).hasSize(3);
    assertThat(LanguageDefinitions.selected(INDEX, "python, go\n")).containsExactly("python", "go");
  }

  @Test
  void selectingAnUnknownOneNamesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageDefinitions.selected(INDEX, "java,pyhton"))
        .withMessageContaining("pyhton")
        .withMessageContaining("go, java, python");
  }
}
