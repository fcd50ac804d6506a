package dev.codeintel.embedding.sentence;

import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.duckdb.PublishedGraphs;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchIndexes.Ranked;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.lucene.EmbeddedIndexes;
import dev.codeintel.vector.Hit;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStores;
import dev.codeintel.vector.chroma.MemoryRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of texts in a store that others share. */
final class SharedSentencesTest {
  private static final List<String> VERBS =
      List.of("read", "write", "delete", "send", "paint", "sort", "parse", "compress", "connect");
  private static final List<String> NOUNS =
      List.of("file", "order", "customer", "message", "image", "list", "date", "socket", "table");

  @TempDir Path folder;
  private final PublishedGraphs graphs = new PublishedGraphs();
  private final WordEmbedders embedders = new WordEmbedders();
  private final EmbeddingCache cache = EmbeddingCaches.inMemory();
  private final MemoryRows store = new MemoryRows();
  private final EmbeddedIndexes indexes = new EmbeddedIndexes(embedders, cache, store);

  @AfterEach
  void close() {
    indexes.close();
    graphs.close();
    store.close();
  }

  /** Writes files of nine methods each. */
  private static Consumer<GraphWriter> files(int first, int end) {
    return writer -> {
      for (int i = first; i < end; i++) {
        String path = (i % 4 == 3 ? "src/test/F" : "src/F") + i + ".java";
        StringBuilder text = new StringBuilder();
        for (String noun : NOUNS) {
          text.append("void ").append(name(i, noun)).append("() {} // part " + i + "\n");
        }
        writer.file(file(path, text.toString(), Integer.toHexString(text.toString().hashCode())));
        int id = (i - first) * 10;
        writer.symbol(symbol(id, path, "x", SymbolKind.FILE, path, 0));
        for (int k = 0; k < NOUNS.size(); k++) {
          String name = name(i, NOUNS.get(k));
          String key = path + "#" + name + "()";
          String doc = "Will " + VERBS.get(i % 9) + " one " + NOUNS.get((k + i) % 9) + " now.";
          writer.symbol(
              symbol(
                  id + k + 1,
                  path,
                  name,
                  "a." + name,
                  SymbolKind.METHOD,
                  key,
                  k,
                  doc,
                  i % 4 == 3,
                  id));
        }
      }
    };
  }

  private static String name(int i, String noun) {
    return VERBS.get(i % 9) + Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + i;
  }

  private static void embedAll(EmbeddedIndexes some, SymbolGraph graph) {
    some.update(graph, false);
    EmbeddingState state = EmbeddingState.OPEN;
    while (state == EmbeddingState.OPEN) {
      state = some.embed(graph, 500).state();
    }
    assertThat(state).isEqualTo(EmbeddingState.COMPLETE);
  }

  private static Ranked find(
      EmbeddedIndexes some, SymbolGraph graph, String text, SymbolFilter filter) {
    SearchQuery query = new SearchQuery(text, SearchQuery.Mode.AUTO, filter, 20);
    return some.find(graph, query, 20).orElseThrow();
  }

  private Ranked find(SymbolGraph graph, String text) {
    return find(indexes, graph, text, SymbolFilter.ALL);
  }

  private static List<String> keys(Ranked ranked) {
    return ranked.keys().stream().map(RankedKey::key).toList();
  }

  private List<Hit> rows(String ref) {
    float[] any = WordEmbedders.vector("file");
    VectorFilter filter = VectorFilter.of("sample-1", ref);
    return store.nearest("words", List.of(any), filter, 10_000).get(0);
  }

  /** Has questions asked of an index whose vectors are in the store, and of one with its own. */
  private void compare(int count, List<String> questions, BiConsumer<Ranked, Ranked> comparison) {
    SymbolGraph own = graphs.publish(folder.resolve("own"), files(0, count));
    SymbolGraph shared = graphs.publish(folder.resolve("shared"), files(0, count));
    embedAll(indexes, shared);
    try (EmbeddedIndexes alone =
        new EmbeddedIndexes(embedders, EmbeddingCaches.none(), VectorStores.off())) {
      embedAll(alone, own);
      for (String question : questions) {
        comparison.accept(find(shared, question), find(alone, own, question, SymbolFilter.ALL));
      }
    }
  }

  @Test
  void saysIfTooManyPathsAreMeant() {
    SymbolGraph graph =
        graphs.publish(
            folder,
            writer -> {
              for (int i = 0; i <= EmbeddedIndexes.MOST_PATHS + 1; i++) {
                String path = "src/" + (i == 0 ? "G" : "F" + i) + ".java";
                writer.file(file(path, "void read() {}\n", Integer.toHexString(i)));
                writer.symbol(symbol(2 * i, path, "x", SymbolKind.FILE, path, 0));
                writer.symbol(symbol(2 * i + 1, path, "a.read", SymbolKind.METHOD, path + "#r", 0));
              }
            });
    indexes.update(graph, false);
    indexes.embed(graph, 100);

    SymbolFilter all = new SymbolFilter(Set.of(), "src", "", true);
    SymbolFilter most = new SymbolFilter(Set.of(), "F?*.java", "", true);
    SymbolFilter some = new SymbolFilter(Set.of(), "F??.java", "", true);
    assertThat(find(indexes, graph, "read", all).gaps())
        .containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
    assertThat(find(indexes, graph, "read", most).gaps()).contains(SearchGap.TOO_MANY_PATHS);
    assertThat(find(indexes, graph, "read", some).gaps())
        .containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
    assertThat(find(indexes, graph, "read", SymbolFilter.ALL).gaps())
        .containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
  }

  @Test
  void ranksAsWithVectorsOfItsOwn() {
    compare(
        30,
        List.of("erase the document", "transmit mail", "draw a picture", "read customer table"),
        (found, expected) -> {
          assertThat(keys(found)).isEqualTo(keys(expected));
          assertThat(found.gaps()).isEmpty();
          assertThat(found.keys().get(0).score())
              .isCloseTo(expected.keys().get(0).score(), within(1e-4));
        });

    assertThat(rows("main")).hasSize(270);
  }

  @Test
  void ofManyTheIndexKeepsASampleAndFindsTheSame() {
    compare(
        240,
        List.of("erase the document", "transmit mail", "draw a picture"),
        (found, expected) ->
            assertThat(keys(found).subList(0, 5))
                .containsAnyElementsOf(keys(expected).subList(0, 5)));

    assertThat(rows("main")).hasSize(2_160);
  }

  @Test
  void filtersNeverLeak() {
    SymbolGraph graph = graphs.publish(folder, files(0, 30));
    embedAll(indexes, graph);
    SymbolFilter noTests = new SymbolFilter(Set.of(), "", "", false);
    SymbolFilter onePath =
        new SymbolFilter(Set.of(SymbolKind.METHOD), "src/F1*.java", "java", true);

    assertThat(keys(find(indexes, graph, "erase the document", noTests)))
        .isNotEmpty()
        .noneMatch(key -> key.contains("test/"));
    assertThat(keys(find(indexes, graph, "erase the document", onePath)))
        .isNotEmpty()
        .allMatch(key -> key.startsWith("src/F1"));
  }

  @Test
  void refsDoNotSeeEachOther() {
    SymbolGraph main = graphs.publish(folder, "main", files(0, 9));
    embedAll(indexes, main);
    embedders.count();
    SymbolGraph other = graphs.publish(folder, "other", files(0, 10));
    embedAll(indexes, other);

    assertThat(embedders.count()).isEqualTo(9);
    assertThat(rows("main")).hasSize(81);
    assertThat(rows("other")).hasSize(90);
    assertThat(keys(find(main, "erase the document"))).noneMatch(key -> key.contains("F9"));
  }

  @Test
  void rowsOfChangedAndRemovedFilesVanish() {
    SymbolGraph first = graphs.publish(folder, files(0, 9));
    embedAll(indexes, first);
    SymbolGraph next = graphs.publish(folder, files(2, 10));
    indexes.update(next, false);

    assertThat(rows("main")).hasSize(63).noneMatch(hit -> hit.path().endsWith("F0.java"));
    embedAll(indexes, next);
    assertThat(rows("main")).hasSize(72);
  }

  @Test
  void whatCouldNotBeRemovedIsRemovedLater() {
    SymbolGraph first = graphs.publish(folder, files(0, 9));
    embedAll(indexes, first);
    SymbolGraph next = graphs.publish(folder, files(2, 9));
    store.setDown(true);
    assertThat(indexes.update(next, false)).isTrue();
    assertThat(indexes.embed(next, 500).state()).isEqualTo(EmbeddingState.STORE_UNAVAILABLE);
    store.setDown(false);
    assertThat(rows("main")).hasSize(81);

    embedAll(indexes, next);
    assertThat(rows("main")).hasSize(63);
  }

  @Test
  void anotherProcessBringsLostRowsBackWithoutTheModel() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    embedAll(indexes, graph);
    store.lose();
    embedders.count();

    try (EmbeddedIndexes other = new EmbeddedIndexes(embedders, cache, store)) {
      embedAll(other, graph);
    }
    assertThat(embedders.count()).isEqualTo(1); // To learn how many dimensions there are.
    assertThat(rows("main")).hasSize(81);
  }

  @Test
  void lostRowsComeBackEvenIfFilesChangeMeanwhile() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    embedAll(indexes, graph);
    store.lose();

    try (EmbeddedIndexes other = new EmbeddedIndexes(embedders, cache, store)) {
      other.embed(graph, 30);
      embedAll(other, graphs.publish(folder, files(0, 10)));
    }
    assertThat(rows("main")).hasSize(90);
  }

  @Test
  void rowsLostInTheMiddleOfAPassComeBackAfterIt() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    indexes.update(graph, false);
    indexes.embed(graph, 30);
    store.setDown(true);
    find(graph, "delete order");
    store.lose();
    store.setDown(false);

    embedAll(indexes, graph);
    embedAll(indexes, graph);
    assertThat(rows("main")).hasSize(81);
  }

  @Test
  void whileTheStoreFailsNothingWaitsForIt() {
    SymbolGraph first = graphs.publish(folder, files(0, 9));
    embedAll(indexes, first);
    store.setDown(true);
    find(first, "delete order");
    int calls = store.calls();
    SymbolGraph next = graphs.publish(folder, files(2, 9));
    assertThat(indexes.update(next, false)).isTrue();
    assertThat(store.calls()).isEqualTo(calls);
    store.setDown(false);

    embedAll(indexes, next);
    assertThat(rows("main")).hasSize(63);
  }

  @Test
  void whatAnotherHasAddedIsNotAddedAgain() {
    SymbolGraph one = graphs.publish(folder.resolve("one"), files(0, 240));
    embedAll(indexes, one);
    SymbolGraph two = graphs.publish(folder.resolve("two"), files(0, 240));
    int before = store.added();
    embedders.count();

    try (EmbeddedIndexes other = new EmbeddedIndexes(embedders, EmbeddingCaches.none(), store)) {
      embedAll(other, two);
      assertThat(keys(find(other, two, "transmit mail", SymbolFilter.ALL))).isNotEmpty();
    }
    assertThat(store.added()).isEqualTo(before);
    assertThat(embedders.count()).isLessThan(1_300); // Half of them are the sample.
  }

  @Test
  void aFailingStoreLeavesWordsAndSaysSo() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    embedAll(indexes, graph);
    store.setDown(true);

    Ranked found = find(graph, "delete order");
    assertThat(found.gaps()).containsExactly(SearchGap.VECTOR_STORE_UNAVAILABLE);
    assertThat(keys(found).get(0)).contains("delete");
    store.setDown(false);
    assertThat(find(graph, "delete order").gaps()).isEmpty();
  }

  @Test
  void rowsLostBetweenTwoSlicesComeBack() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    indexes.update(graph, false);
    Predicate<Embedded> breaks =
        now -> {
          store.setDown(true);
          return true;
        };
    assertThat(indexes.embed(graph, 1_000, breaks).state())
        .isEqualTo(EmbeddingState.STORE_UNAVAILABLE);
    assertThat(store.added()).isEqualTo(64);
    store.lose();
    store.setDown(false);

    embedAll(indexes, graph);
    assertThat(rows("main")).hasSize(81);
  }

  @Test
  void nothingIsLostIfItFailsWhileTextsAreEmbedded() {
    SymbolGraph graph = graphs.publish(folder, files(0, 9));
    indexes.update(graph, false);
    indexes.embed(graph, 30);
    embedders.before(() -> store.setDown(true));
    assertThat(indexes.embed(graph, 30).state()).isEqualTo(EmbeddingState.STORE_UNAVAILABLE);
    embedders.before(() -> {});
    assertThat(indexes.embed(graph, 30).state()).isEqualTo(EmbeddingState.STORE_UNAVAILABLE);
    store.setDown(false);

    embedAll(indexes, graph);
    assertThat(rows("main")).hasSize(81);
  }
}
