package dev.codeintel.graph.duckdb;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.resolution.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is found in one of the repositories among the test resources. */
record ResolvedFixture(List<Symbol> symbols, List<Relationship> relationships) {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  static List<Path> repositories() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/repositories"))) {
      return folders.map(folder -> folder.resolve("src")).filter(Files::isDirectory).toList();
    }
  }

  static ResolvedFixture of(Path tree) throws IOException {
    Resolver resolver = PackageResolvers.create(REGISTRY);
    List<FileFacts> facts = new ArrayList<>();
    Map<String, String> manifests = new HashMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = tree.relativize(file).toString().replace('\\', '/');
        if (resolver.isManifest(path)) {
          manifests.put(path, Files.readString(file));
        }
        if (EXTRACTOR.extract(path, Files.readAllBytes(file))
            instanceof ParseOutcome.Parsed parsed) {
          facts.add(parsed.facts());
        }
      }
    }
    ResolvedSymbols resolved = resolver.resolve(facts, manifests);
    List<Relationship> relationships = new ArrayList<>();
    resolved.relationships(relationships::add);
    List<Symbol> symbols = new ArrayList<>();
    resolved.symbols(symbols::add);

    return new ResolvedFixture(symbols, relationships);
  }
}
