package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Going down from an interface by names finds the classes that lead up to it. */
final class ImplementationsTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void classesBelowAnInterfaceAreThoseThatLeadUpToIt(Path tree) throws IOException {
    FactIndex index = new FactIndex(facts(tree), REGISTRY, Map.of());
    NameResolution names = new NameResolution(index);
    Implementations implementations = new Implementations(index, names);
    Map<Integer, List<Integer>> wanted = upwards(index, names);

    for (int symbol = 0; symbol < index.symbolCount(); symbol++) {
      if (index.kind(symbol) == SymbolKind.INTERFACE) {
        assertThat(implementations.classesOf(symbol))
            .as("%s in %s", symbol, index.facts(index.file(symbol)).path())
            .containsExactly(
                wanted.getOrDefault(symbol, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
      }
    }
  }

  private static Map<Integer, List<Integer>> upwards(FactIndex index, NameResolution names) {
    Map<Integer, List<Integer>> found = new HashMap<>();
    for (int symbol = 0; symbol < index.symbolCount(); symbol++) {
      boolean isConcrete =
          switch (index.kind(symbol)) {
            case CLASS, RECORD, ENUM ->
                !Objects.requireNonNull(index.definition(symbol)).isAbstract();
            default -> false;
          };
      if (isConcrete) {
        for (int above : above(symbol, names)) {
          if (index.kind(above) == SymbolKind.INTERFACE) {
            found.computeIfAbsent(above, key -> new ArrayList<>()).add(symbol);
          }
        }
      }
    }
    return found;
  }

  private static Set<Integer> above(int type, NameResolution names) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      for (Type each : names.supertypes(open.remove())) {
        if (each instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
        }
      }
    }
    return seen;
  }

  private static List<FileFacts> facts(Path tree) throws IOException {
    Map<String, FileFacts> facts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = tree.relativize(file).toString().replace('\\', '/');
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 500_000
            && EXTRACTOR.extract(path, bytes) instanceof ParseOutcome.Parsed parsed) {
          facts.put(path, parsed.facts());
        }
      }
    }
    return List.copyOf(facts.values());
  }
}
