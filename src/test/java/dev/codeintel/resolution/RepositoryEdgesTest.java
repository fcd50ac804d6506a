package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links small repositories and compares every relationship with the committed list. {@code
 * -Dsnapshots=update} writes the new list; read the diff.
 */
final class RepositoryEdgesTest {
  private static final Path REPOSITORIES = Path.of("src/test/resources/repositories");
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  static List<Path> repositories() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORIES)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void edgesAreThoseOfTheList(Path repository) throws IOException {
    Path root = repository.resolve("src");
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }

    String edges = String.join("\n", edges(files)) + "\n";

    Path expected = repository.resolve("edges.txt");
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(expected, edges);
    }
    assertThat(edges).isEqualTo(Files.readString(expected));
  }

  static List<String> edges(Map<String, byte[]> files) {
    Resolver resolver = new DefaultResolver(REGISTRY);
    List<FileFacts> facts = new ArrayList<>();
    Map<String, String> manifests = new TreeMap<>();
    files.forEach(
        (path, utf8) -> {
          if (resolver.isManifest(path)) {
            manifests.put(path, new String(utf8, StandardCharsets.UTF_8));
          }
          if (EXTRACTOR.extract(path, utf8) instanceof ParseOutcome.Parsed parsed) {
            facts.add(parsed.facts());
          }
        });
    ResolvedSymbols resolved = resolver.resolve(facts, manifests);
    List<Relationship> relationships = new ArrayList<>();
    resolved.relationships(relationships::add);
    List<Symbol> symbols = new ArrayList<>();
    resolved.symbols(symbols::add);
    return relationships.stream()
        .filter(edge -> edge.kind() != RelationshipKind.CONTAINS)
        .map(
            edge ->
                symbols.get(edge.from()).key()
                    + " "
                    + edge.kind().label()
                    + " "
                    + symbols.get(edge.to()).key()
                    + " "
                    + edge.evidence().label()
                    + (edge.candidates() > 1 ? "/" + edge.candidates() : "")
                    + (edge.isDirect() ? "" : " derived")
                    + " @"
                    + (edge.line() + 1))
        .sorted()
        .toList();
  }
}
