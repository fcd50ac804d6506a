package dev.codeintel.parsing.treesitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.parsing.HostileSources;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be too much for a bundled scanner is told, and usual code is not. */
final class ScannerStateTest {

  private static final LanguageRegistry REGISTRY = new LanguageRegistry();

  private static boolean mayOutgrow(String language, String text) {
    return mayOutgrow(language, text.getBytes(UTF_8));
  }

  private static boolean mayOutgrow(String language, byte[] utf8) {
    String rule =
        REGISTRY.all().stream()
            .filter(each -> each.id().equals(language))
            .map(Language::scannerState)
            .findFirst()
            .orElseThrow();
    return !rule.isEmpty() && ScannerState.parse(rule).mayOutgrow(utf8);
  }

  @Test
  void tellsWhatIsTooLarge() {
    assertThat(mayOutgrow("kotlin", "\"${".repeat(1_025))).isTrue();
    assertThat(mayOutgrow("kotlin", "\"$\0".repeat(1_025))).isTrue();
    assertThat(mayOutgrow("python", HostileSources.indented("if a:", " ", 511, "'a'"))).isTrue();
    assertThat(mayOutgrow("python", HostileSources.indented("if a:", "\t", 511, "'a'"))).isTrue();
    assertThat(mayOutgrow("ruby", "<<" + "A".repeat(256) + "\n")).isTrue();
    assertThat(mayOutgrow("ruby", "<<~'" + "A ".repeat(128) + "'\n")).isTrue();
    assertThat(mayOutgrow("ruby", "\"#{".repeat(200) + "<<" + "A".repeat(19) + "\n")).isTrue();
    assertThat(mayOutgrow("bash", "cat <<" + "A".repeat(1_018) + "\n")).isTrue();
    assertThat(mayOutgrow("bash", "cat <<A ".repeat(140) + "\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "strings", "heredocs 4", "heredocs four 250", "quotes $"})
  void aRuleThatIsNoneIsRefused(String rule) {
    assertThatThrownBy(() -> ScannerState.parse(rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void usualCodeIsNot() throws IOException {
    for (String language : HostileSources.languages()) {
      Path cases = Path.of("src/test/resources/languages").resolve(language).resolve("cases");
      try (Stream<Path> files = Files.list(cases)) {
        for (Path file : files.toList()) {
          assertThat(mayOutgrow(language, Files.readAllBytes(file))).as(file.toString()).isFalse();
        }
      }
    }
  }
}
