package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LanguageFoldersTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();

  static List<String> ids() {
    return REGISTRY.all().stream().map(Language::id).toList();
  }

  @Test
  void everyGrammarHasAFolderAndEveryFolderAGrammar() {
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(Grammar.values()).map(Grammar::languageId).toList());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void queryCompilesAndUsesOnlyKnownCaptures(String id) {
    Language language =
        REGISTRY.all().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
    assertThat(new TagQuery(language, Grammar.of(id).load(TestNatives.load()))).isNotNull();
  }
}
