package dev.codeintel.parsing.treesitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.parsing.HostileSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may be too much for a bundled scanner is told, and usual code is not. */
final class ScannerStateTest {

  private static boolean mayOutgrow(String language, String text) {
    return ScannerState.mayOutgrow(language, text.getBytes(UTF_8));
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

  @Test
  void usualCodeIsNot() throws IOException {
    for (String language : HostileSources.languages()) {
      Path cases = Path.of("src/test/resources/languages").resolve(language).resolve("cases");
      try (Stream<Path> files = Files.list(cases)) {
        for (Path file : files.toList()) {
          assertThat(ScannerState.mayOutgrow(language, Files.readAllBytes(file)))
              .as(file.toString())
              .isFalse();
        }
      }
    }
  }
}
