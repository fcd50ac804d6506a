package dev.codeintel.search.lucene;

import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.codeintel.embedding.WordVectors;
import dev.codeintel.embedding.onnx.TestEmbedders;
import dev.codeintel.embedding.sentence.DefaultSentences;
import dev.codeintel.embedding.sentence.EmbeddingCaches;
import dev.codeintel.graph.Globs;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.duckdb.PublishedGraphs;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchException;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.vector.VectorStores;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneSearchIndexesTest {
  @TempDir Path folder;
  private final PublishedGraphs graphs = new PublishedGraphs();
  private final LuceneSearchIndexes indexes = open();

  private static LuceneSearchIndexes open() {
    return new LuceneSearchIndexes(
        new DefaultSentences(TestEmbedders.off(), EmbeddingCaches.none(), VectorStores.off()));
  }

  @AfterEach
  void close() {
    indexes.close();
    graphs.close();
  }

  private SymbolGraph publish(Consumer<GraphWriter> content) {
    return publish(folder, content);
  }

  private SymbolGraph publish(Path data, Consumer<GraphWriter> content) {
    return graphs.publish(data, content);
  }

  private static void shop(GraphWriter writer) {
    writer.file(file("src/Order.java", "class Order {\n  void ship() { queue(); }\n}\n"));
    writer.symbol(symbol(0, "src/Order.java", "x", SymbolKind.FILE, "src/Order.java", 0));
    writer.symbol(
        symbol(1, "src/Order.java", "a.Order", SymbolKind.CLASS, "src/Order.java#Order", 0));
    writer.symbol(
        symbol(
            2,
            "src/Order.java",
            "ship",
            "a.Order.ship",
            SymbolKind.METHOD,
            "src/Order.java#Order.ship()",
            1,
            "Sends the goods to the customer.",
            false,
            1));
  }

  private static void parcel(GraphWriter writer) {
    writer.file(file("src/P.java", "class Parcel {}\n"));
    writer.symbol(symbol(5, "src/P.java", "a.Parcel", SymbolKind.CLASS, "src/P.java#Parcel", 0));
  }

  private List<String> keys(SymbolGraph graph, String text) {
    return find(graph, text, SymbolFilter.ALL).stream().map(RankedKey::key).toList();
  }

  private static SearchQuery query(String text, SymbolFilter filter) {
    return new SearchQuery(text, SearchQuery.Mode.AUTO, filter, 1);
  }

  private List<RankedKey> find(SymbolGraph graph, String text, SymbolFilter filter) {
    return indexes.find(graph, query(text, filter), 100).orElseThrow().keys();
  }

  @Test
  void thereIsNothingBeforeTheFirstUpdate() {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);

    assertThat(indexes.find(graph, query("ship", SymbolFilter.ALL), 5)).isEmpty();

    indexes.update(graph, false);

    assertThat(indexes.find(graph, query("ship", SymbolFilter.ALL), 5)).isPresent();
  }

  @Test
  void findsByNameDocumentationTextAndMeaningAndSaysWhich() {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);

    assertThat(find(graph, "ship", SymbolFilter.ALL).get(0))
        .satisfies(
            first -> {
              assertThat(first.key()).endsWith("Order.ship()");
              assertThat(first.matched()).contains("name");
            });
    assertThat(find(graph, "customers", SymbolFilter.ALL).get(0).matched()).contains("doc");
    assertThat(find(graph, "queue", SymbolFilter.ALL))
        .allSatisfy(each -> assertThat(each.matched()).contains("text"))
        .isNotEmpty();
    assertThat(find(graph, "", SymbolFilter.ALL)).isEmpty();
    assertThat(keys(graph, "the of in")).isEmpty();
  }

  @Test
  void anIdThatIsTooLongLeavesOutItsSymbolOnly() {
    String longest = "x".repeat(33_000);
    SymbolGraph graph =
        publish(
            writer -> {
              shop(writer);
              writer.symbol(
                  symbol(
                      50,
                      "src/Order.java",
                      "cancel",
                      SymbolKind.METHOD,
                      "src/Order.java#" + longest,
                      1));
            });
    assertThat(indexes.update(graph, false)).isTrue();
    assertThat(keys(graph, "ship order")).contains("src/Order.java#Order.ship()");
    assertThat(keys(graph, "cancel")).noneMatch(key -> key.contains("xxx"));
  }

  @Test
  void inNothingNothingIsFound() {
    SymbolGraph graph = publish(writer -> {});
    indexes.update(graph, false);
    assertThat(keys(graph, "order")).isEmpty();
  }

  @Test
  void ofManyRefsAFewAreHeldOpen() throws IOException {
    List<SymbolGraph> refs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      SymbolGraph graph = graphs.publish(folder, "ref" + i, LuceneSearchIndexesTest::shop);
      indexes.update(graph, false);
      refs.add(graph);
    }
    try (OpenIndexes few = new OpenIndexes()) {
      for (SymbolGraph graph : refs) {
        DirectoryReader reader =
            few.reader(graph.file().resolveSibling("search"), graph.snapshot().id());
        assertThat(reader).isNotNull();
        if (reader != null) {
          reader.decRef();
        }
      }
      assertThat(few.size()).isEqualTo(16);
    }
    for (SymbolGraph graph : refs) {
      assertThat(keys(graph, "ship order")).contains("src/Order.java#Order.ship()");
    }
  }

  @Test
  void aWordThatNoTextHasStandsForSimilarOnes() {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);

    assertThat(keys(graph, "custmer").get(0)).endsWith("Order.ship()");
    assertThat(keys(graph, "custo").get(0)).endsWith("Order.ship()");
    assertThat(keys(graph, "shp")).isEmpty();
  }

  @Test
  void followsTheNewestSnapshotAndForgetsWhatIsGone() {
    indexes.update(publish(LuceneSearchIndexesTest::shop), false);
    SymbolGraph next =
        publish(
            writer -> {
              writer.file(file("src/Order.java", "class Order {}\n", "changed"));
              writer.symbol(symbol(0, "src/Order.java", "x", SymbolKind.FILE, "src/Order.java", 0));
              writer.symbol(
                  symbol(
                      5,
                      "src/Order.java",
                      "a.Parcel",
                      SymbolKind.CLASS,
                      "src/Order.java#Parcel",
                      0));
            });
    assertThat(keys(next, "parcel")).doesNotContain("src/Order.java#Parcel");

    indexes.update(next, false);

    assertThat(keys(next, "parcel")).containsExactly("src/Order.java#Parcel");
    assertThat(keys(next, "ship")).isEmpty();
    SymbolGraph last = publish(writer -> writer.file(file("README.java", "")));
    indexes.update(last, false);
    assertThat(keys(last, "parcel order")).isEmpty();
  }

  @Test
  void indexesOfOtherVectorsAreOfAnotherVersion() {
    assertThat(Fields.VECTORS).isEqualTo(WordVectors.get().version());
  }

  @Test
  void saysWhenItFollowsAnotherSnapshot() {
    SymbolGraph first = publish(LuceneSearchIndexesTest::shop);
    indexes.update(first, false);
    SymbolGraph next = publish(LuceneSearchIndexesTest::shop);

    assertThat(indexes.find(first, query("ship", SymbolFilter.ALL), 5).orElseThrow().gaps())
        .isEmpty();
    assertThat(indexes.find(next, query("ship", SymbolFilter.ALL), 5).orElseThrow().gaps())
        .contains(SearchGap.INDEX_BEHIND);
    indexes.update(next, false);
    assertThat(indexes.find(next, query("ship", SymbolFilter.ALL), 5).orElseThrow().gaps())
        .isEmpty();
  }

  @Test
  void aDamagedIndexIsToldAndIsMadeAnew() throws IOException {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);
    List<String> before = keys(graph, "ship");
    damage(graph, "segments_*");

    // Who has it open goes on with it until it has been looked at again.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> keys(graph, "ship")).isInstanceOf(SearchException.class));
    indexes.update(graph, false);

    assertThat(keys(graph, "ship")).isEqualTo(before);
  }

  @Test
  void whoHasItOpenSeesThatItWasMadeAnew() throws IOException {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);
    assertThat(keys(graph, "parcel")).isEmpty();
    SymbolGraph next = publish(LuceneSearchIndexesTest::parcel);
    damage(graph, "*");
    try (LuceneSearchIndexes others = open()) {
      others.update(next, false);
    }

    assertThat(keys(next, "parcel")).containsExactly("src/P.java#Parcel");
    assertThat(keys(next, "ship")).isEmpty();
  }

  @Test
  void damageWithinIsMendedByTheNextUpdateOrByForce() throws IOException {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);
    damage(graph, "*.cf?");
    SymbolGraph next = publish(LuceneSearchIndexesTest::shop);

    indexes.update(next, false);

    assertThat(keys(next, "ship")).isNotEmpty();
    damage(graph, "*.cf?");
    indexes.update(next, true);
    assertThat(keys(next, "ship")).isNotEmpty();
  }

  @Test
  void forceFindsDamageThatNobodyHasMet() throws IOException {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);
    List<String> files = names(graph);
    Path file = only(graph, "*.cfs");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    indexes.update(graph, false);
    assertThat(names(graph)).isEqualTo(files);

    indexes.update(graph, true);
    assertThat(names(graph)).doesNotContainAnyElementsOf(List.of(file.getFileName().toString()));
    assertThat(keys(graph, "ship")).isNotEmpty();
  }

  @Test
  void forceKeepsWhatIsWhole() throws IOException {
    SymbolGraph graph = publish(LuceneSearchIndexesTest::shop);
    indexes.update(graph, false);
    Path file = only(graph, "*.cfs");

    indexes.update(publish(LuceneSearchIndexesTest::shop), true);

    assertThat(file).exists();
  }

  @Test
  void aNewRefBeginsWithTheIndexOfAnother() throws IOException {
    SymbolGraph main = publish(LuceneSearchIndexesTest::shop);
    indexes.update(main, false);
    SymbolGraph branch =
        graphs.publish(
            folder,
            "topic",
            writer -> {
              shop(writer);
              parcel(writer);
            });

    indexes.update(branch, false);

    assertThat(names(branch)).contains(only(main, "*.cfs").getFileName().toString());
    assertThat(keys(branch, "ship")).isEqualTo(keys(main, "ship")).isNotEmpty();
    assertThat(keys(branch, "parcel")).containsExactly("src/P.java#Parcel");
    assertThat(keys(main, "parcel")).isEmpty();
  }

  @Test
  void aDamagedIndexOfAnotherRefDoesNoHarm() throws IOException {
    SymbolGraph main = publish(LuceneSearchIndexesTest::shop);
    indexes.update(main, false);
    damage(main, "*.cf?");
    SymbolGraph branch = graphs.publish(folder, "topic", LuceneSearchIndexesTest::shop);

    indexes.update(branch, false);

    assertThat(keys(branch, "ship")).isNotEmpty();
  }

  private static List<String> names(SymbolGraph graph) throws IOException {
    List<String> names = new ArrayList<>();
    Path index = graph.file().resolveSibling("search");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(index)) {
      found.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  private static Path only(SymbolGraph graph, String files) throws IOException {
    Path index = graph.file().resolveSibling("search");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(index, files)) {
      return found.iterator().next();
    }
  }

  private static void damage(SymbolGraph graph, String files) throws IOException {
    Path index = graph.file().resolveSibling("search");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(index, files)) {
      for (Path file : found) {
        if (!file.toString().endsWith(".lock")) {
          Files.delete(file);
          Files.writeString(file, "garbage");
        }
      }
    }
  }

  /** Random trees: updates lead to what a new index would hold, and filters let nothing through. */
  @Test
  void updatesEqualANewIndexAndFiltersNeverLeak() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, List<Symbol>> tree = new TreeMap<>();
    Map<String, String> hashes = new TreeMap<>();
    String[] words = {"order", "retry", "parse", "date", "http", "queue", "lock", "token", "cache"};
    int next = 0;
    for (int round = 0; round < 12; round++) {
      for (int edit = 0; edit < 6; edit++) {
        String path =
            (random.nextBoolean() ? "src/" : "test/")
                + (char) ('a' + random.nextInt(4))
                + "/F"
                + random.nextInt(8)
                + ".java";
        tree.remove(path);
        if (random.nextInt(4) > 0) {
          List<Symbol> symbols = new ArrayList<>();
          for (int i = random.nextInt(5); i >= 0; i--) {
            String name = words[random.nextInt(9)] + "_" + words[random.nextInt(9)];
            SymbolKind kind = random.nextBoolean() ? SymbolKind.METHOD : SymbolKind.CLASS;
            symbols.add(symbol(next, path, name, kind, path + "#" + name + next++, 0));
          }
          tree.put(path, symbols);
          hashes.put(path, "hash" + round + "." + edit);
        }
      }
      Consumer<GraphWriter> content =
          writer ->
              tree.forEach(
                  (path, symbols) -> {
                    writer.file(file(path, "text of " + path, hashes.getOrDefault(path, "")));
                    symbols.forEach(writer::symbol);
                  });
      SymbolGraph graph = publish(content);
      indexes.update(graph, false);
      SymbolGraph fresh = publish(folder.resolve("fresh" + round), content);
      indexes.update(fresh, false);
      for (int question = 0; question < 8; question++) {
        String text = words[random.nextInt(9)] + " " + words[random.nextInt(9)];
        SymbolFilter filter =
            new SymbolFilter(
                random.nextBoolean() ? Set.of() : Set.of(SymbolKind.METHOD),
                List.of("", "src/a", "**/F1.java", "src/*/F*.java").get(random.nextInt(4)),
                List.of("", "java", "python").get(random.nextInt(3)),
                random.nextBoolean());
        String what = "seed " + seed + ", round " + round + ", " + text + " " + filter;
        List<String> found = keysOf(graph, text, filter);
        assertThat(found).as(what).containsExactlyInAnyOrderElementsOf(keysOf(fresh, text, filter));
        for (Symbol symbol : graph.symbolsByKeys(found).values()) {
          String regex = Globs.toRegex(filter.pathGlob());
          assertThat(regex.isEmpty() || symbol.path().matches(regex)).as(what).isTrue();
          assertThat(filter.kinds().isEmpty() || filter.kinds().contains(symbol.kind()))
              .as(what)
              .isTrue();
          assertThat(filter.language().isEmpty() || filter.language().equals(symbol.language()))
              .as(what)
              .isTrue();
          assertThat(filter.includeTests() || !symbol.isTest()).as(what).isTrue();
        }
        assertThat(graph.symbolsByKeys(found)).as(what).hasSameSizeAs(found);
      }
    }
  }

  private List<String> keysOf(SymbolGraph graph, String text, SymbolFilter filter) {
    return indexes.find(graph, query(text, filter), 10_000).orElseThrow().keys().stream()
        .map(RankedKey::key)
        .toList();
  }
}
