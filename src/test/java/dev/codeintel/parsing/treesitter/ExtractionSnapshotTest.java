package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.codeintel.model.FileFacts;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the facts of each case with the committed annotated source beside it. A change of output
 * is a diff to read; {@code -Dsnapshots=update} writes the new one.
 */
final class ExtractionSnapshotTest {
  private static final Path LANGUAGES = Path.of("src/test/resources/languages");
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final TreeSitterExtractor EXTRACTOR =
      new TreeSitterExtractor(REGISTRY, Duration.ofSeconds(20), TestNatives::load);

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(LANGUAGES)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().replace('\\', '/').contains("/cases/"))
          .sorted()
          .toList();
    }
  }

  private static String languageOf(Path source) {
    return LANGUAGES.relativize(source).getName(0).toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void factsAreThoseOfTheSnapshot(Path source) throws IOException {
    byte[] utf8 = Files.readAllBytes(source);
    String language = languageOf(source);
    ParseOutcome outcome = EXTRACTOR.extract(source.getFileName().toString(), utf8);
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    FileFacts facts = ((ParseOutcome.Parsed) outcome).facts();

    String annotated = new AnnotatedSource(facts, utf8).write();

    assertThat(facts.language()).isEqualTo(language);
    Path expected =
        source.resolveSibling("../expected").normalize().resolve(source.getFileName() + ".txt");
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, annotated);
    }
    if (!Files.exists(expected)) {
      fail("no snapshot for %s; run with -Dsnapshots=update and read it", source);
    }
    assertThat(annotated).isEqualTo(Files.readString(expected));
  }

  @Test
  void everyLanguageHasACase() throws IOException {
    List<String> covered =
        cases().stream().map(ExtractionSnapshotTest::languageOf).distinct().toList();
    assertThat(covered)
        .containsAll(REGISTRY.all().stream().map(language -> language.id()).toList());
  }
}
