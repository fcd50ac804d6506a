package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No relationship but those by name or among candidates leads to another language or to a namesake
 * that its file cannot see. What a file can see is read from its text by {@link SourceSight}, which
 * shares no code with the resolver. {@code -Dtrees=FOLDER} checks each tree in a folder too.
 */
final class VisibleEdgesTest {
  private static final int ROUNDS = 40;
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  /** Symbols and relationships of one tree. */
  private record Linked(List<Symbol> symbols, List<Relationship> edges) {}

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void edgesOfATreeLeadToWhatTheFileSees(Path tree) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = tree.relativize(file).toString().replace('\\', '/');
        files.put(path, Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    Linked linked = link(files);

    assertThat(violations(files, linked, linked.edges())).isEmpty();
  }

  @Test
  void edgesOfRandomTreesLeadToWhatTheFileSees() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    int planted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> files = RandomTrees.tree(random);
      Linked linked = link(files);

      assertThat(violations(files, linked, linked.edges()))
          .as("seed %d, round %d: %s", seed, round, files)
          .isEmpty();
      planted += plant(files, linked, seed);
    }
    assertThat(planted).as("wrong edges planted").isGreaterThan(ROUNDS);
  }

  /** Leads edges to namesakes their files cannot see, one at a time; each must be noticed. */
  private static int plant(Map<String, String> files, Linked linked, long seed) {
    int planted = 0;
    for (Relationship edge : linked.edges()) {
      Symbol to = linked.symbols().get(edge.to());
      for (Symbol namesake : linked.symbols()) {
        if (isClaim(edge)
            && to.kind().isInSource()
            && RandomTrees.isInOtherPart(namesake.path(), edge.path())
            && namesake.name().equals(to.name())
            && namesake.kind() == to.kind()) {
          Relationship wrong =
              new Relationship(
                  edge.from(),
                  namesake.id(),
                  edge.kind(),
                  edge.path(),
                  edge.line(),
                  edge.evidence(),
                  1,
                  true);
          assertThat(violations(files, linked, List.of(wrong)))
              .as("seed %d: %s -> %s", seed, edge.path(), namesake.key())
              .hasSize(1);
          planted++;
        }
      }
    }
    return planted;
  }

  private static boolean isClaim(Relationship edge) {
    return edge.isDirect()
        && edge.kind() != RelationshipKind.CONTAINS
        && edge.kind() != RelationshipKind.IMPORTS
        && edge.evidence() != Evidence.CANDIDATE
        && edge.evidence() != Evidence.TEXT;
  }

  private static List<String> violations(
      Map<String, String> files, Linked linked, List<Relationship> edges) {
    Map<String, Set<String>> topLevel = new TreeMap<>();
    for (Symbol symbol : linked.symbols()) {
      if (isTopLevel(linked, symbol)) {
        topLevel.computeIfAbsent(symbol.path(), path -> new HashSet<>()).add(symbol.name());
      }
    }
    SourceSight sight = new SourceSight(files, topLevel);
    List<String> violations = new ArrayList<>();
    for (Relationship edge : edges) {
      Symbol to = linked.symbols().get(edge.to());
      if (isClaim(edge) && to.kind().isInSource() && !to.path().equals(edge.path())) {
        Symbol outermost = to;
        while (!isTopLevel(linked, outermost) && outermost.parentId() >= 0) {
          outermost = linked.symbols().get(outermost.parentId());
        }
        boolean isSeen =
            outermost.id() == to.id()
                ? sight.sees(edge.path(), to.path(), to.name())
                : sight.reaches(edge.path(), to.path());
        if (!isSeen) {
          violations.add(
              "%s:%d %s %s %s"
                  .formatted(
                      edge.path(),
                      edge.line() + 1,
                      edge.kind().label(),
                      edge.evidence().label(),
                      to.key()));
        }
      }
    }
    return violations;
  }

  private static boolean isTopLevel(Linked linked, Symbol symbol) {
    return symbol.kind().isInSource()
        && (symbol.kind() == SymbolKind.FILE
            || symbol.parentId() < 0
            || linked.symbols().get(symbol.parentId()).kind() == SymbolKind.FILE
            || linked.symbols().get(symbol.parentId()).kind() == SymbolKind.NAMESPACE);
  }

  private static Linked link(Map<String, String> files) {
    Resolver resolver = new DefaultResolver(REGISTRY);
    List<FileFacts> facts = new ArrayList<>();
    Map<String, String> manifests = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          if (resolver.isManifest(path)) {
            manifests.put(path, text);
          }
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          if (EXTRACTOR.extract(path, utf8) instanceof ParseOutcome.Parsed parsed) {
            facts.add(parsed.facts());
          }
        });
    ResolvedSymbols resolved = resolver.resolve(facts, manifests);
    List<Relationship> edges = new ArrayList<>();
    resolved.relationships(edges::add);
    List<Symbol> symbols = new ArrayList<>();
    resolved.symbols(symbols::add);
    return new Linked(symbols, edges);
  }
}
