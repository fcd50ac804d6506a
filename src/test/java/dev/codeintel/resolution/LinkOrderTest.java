package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a file's references mean does not depend on which files were linked before it: an update
 * links some files only. {@code -Dtrees=FOLDER} checks each tree in a folder too.
 */
final class LinkOrderTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void linksEachFileAlikeInEveryOrder(Path tree) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Map<String, String> manifests = new HashMap<>();
    FactIndex index = new FactIndex(facts(tree, manifests), REGISTRY, manifests);
    List<Integer> files = new ArrayList<>();
    for (int file = 0; file < index.fileCount(); file++) {
      files.add(file);
    }
    Map<String, List<String>> inOrder = link(index, files);

    Collections.reverse(files);
    List<String> differences = differences(inOrder, link(index, files));
    assertThat(differences).as("reverse").isEmpty();
    Collections.shuffle(files, new Random(seed));
    assertThat(differences(inOrder, link(index, files))).as("shuffled, seed %d", seed).isEmpty();
    Map<String, List<String>> alone = new TreeMap<>();
    for (int file : files.subList(0, Math.min(files.size(), 200))) {
      alone.putAll(link(index, List.of(file)));
    }
    inOrder.keySet().retainAll(alone.keySet());
    assertThat(differences(inOrder, alone)).as("alone").isEmpty();
  }

  private static List<String> differences(
      Map<String, List<String>> expected, Map<String, List<String>> actual) {
    List<String> found = new ArrayList<>();
    expected.forEach(
        (path, edges) -> {
          List<String> missing = new ArrayList<>(edges);
          List<String> other = actual.getOrDefault(path, List.of());
          other.forEach(missing::remove);
          List<String> extra = new ArrayList<>(other);
          edges.forEach(extra::remove);
          missing.forEach(edge -> found.add(path + " - " + edge));
          extra.forEach(edge -> found.add(path + " + " + edge));
        });
    return found;
  }

  private static Map<String, List<String>> link(FactIndex index, List<Integer> files) {
    RepositoryLinker linker = new RepositoryLinker(index);
    Map<String, List<Relationship>> linked = new TreeMap<>();
    for (int file : files) {
      List<Relationship> edges = new ArrayList<>();
      linker.link(file, edges::add);
      linked.put(index.facts(file).path(), edges);
    }
    List<String> keys = new ArrayList<>();
    linker.symbols(symbol -> keys.add(symbol.key()));
    Map<String, List<String>> named = new TreeMap<>();
    linked.forEach(
        (path, edges) ->
            named.put(
                path,
                edges.stream()
                    .map(
                        edge ->
                            "%d %s -> %s %s %s %d %s"
                                .formatted(
                                    edge.line() + 1,
                                    keys.get(edge.from()),
                                    keys.get(edge.to()),
                                    edge.kind(),
                                    edge.evidence(),
                                    edge.candidates(),
                                    edge.isDirect()))
                    .sorted()
                    .toList()));
    return named;
  }

  private static List<FileFacts> facts(Path tree, Map<String, String> manifests)
      throws IOException {
    DefaultResolver resolver = new DefaultResolver(REGISTRY);
    List<FileFacts> facts = new ArrayList<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = tree.relativize(file).toString().replace('\\', '/');
        byte[] utf8 = Files.readAllBytes(file);
        if (resolver.isManifest(path)) {
          manifests.put(path, Files.readString(file));
        }
        if (EXTRACTOR.extract(path, utf8) instanceof ParseOutcome.Parsed parsed) {
          facts.add(parsed.facts());
        }
      }
    }
    return facts;
  }
}
