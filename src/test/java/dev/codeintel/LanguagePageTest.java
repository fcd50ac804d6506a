package dev.codeintel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares {@code src/docs/languages.md} with the languages and with what their tests show. */
final class LanguagePageTest {
  private static final Path PAGE = Path.of("src/docs/languages.md");
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Pattern HEADING = Pattern.compile("## [^(]+\\(`(\\w+)`\\)");
  private static final Pattern ROW =
      Pattern.compile("\\| (resolves|does not) \\| .+ \\| (no: )?`([^`]+)` \\|");

  /** What a statement says, and the line that shows it or, if absent, must not begin any line. */
  private record Statement(boolean resolves, boolean isAbsent, String evidence) {}

  @Test
  void hasEveryLanguageWithWhatItResolvesAndWhatNot() throws IOException {
    Map<String, List<Statement>> page = statements();

    List<String> languages = new LanguageRegistry().all().stream().map(Language::id).toList();
    assertThat(page.keySet()).containsExactlyInAnyOrderElementsOf(languages);
    assertThat(page.values())
        .allSatisfy(all -> assertThat(all).extracting(Statement::resolves).contains(true, false));
  }

  @Test
  void everyStatementIsShownByATest() throws IOException {
    List<String> unfounded = new ArrayList<>();
    statements()
        .forEach(
            (language, all) -> {
              List<String> shown = shown(language);
              for (Statement each : all) {
                boolean isFound =
                    each.isAbsent()
                        ? shown.stream().noneMatch(line -> line.startsWith(each.evidence()))
                        : shown.contains(each.evidence());
                if (!isFound) {
                  unfounded.add(language + ": " + each.evidence());
                }
              }
            });

    assertThat(unfounded).isEmpty();
  }

  private static Map<String, List<Statement>> statements() throws IOException {
    Map<String, List<Statement>> page = new HashMap<>();
    List<Statement> current = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        current = new ArrayList<>();
        page.put(heading.group(1), current);
      } else if (row.matches()) {
        current.add(
            new Statement(row.group(1).equals("resolves"), row.group(2) != null, row.group(3)));
      }
    }
    return page;
  }

  private static List<String> shown(String language) {
    Path edges = RESOURCES.resolve("repositories/" + language + "/edges.txt");
    try {
      if (Files.exists(edges)) {
        return Files.readAllLines(edges);
      }
      List<String> lines = new ArrayList<>();
      try (Stream<Path> facts =
          Files.list(RESOURCES.resolve("languages/" + language + "/expected"))) {
        for (Path file : facts.toList()) {
          Files.readAllLines(file).forEach(line -> lines.add(line.strip()));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
