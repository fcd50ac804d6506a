package dev.codeintel.embedding.sentence;

import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.embedding.onnx.OnnxEmbedders;
import dev.codeintel.embedding.onnx.TestEmbedders;
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
import dev.codeintel.vector.VectorStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real model, whose texts are counted. */
final class SentencePassTest {
  private static final OnnxEmbedders MODEL = TestEmbedders.open();

  @TempDir Path folder;
  private final PublishedGraphs graphs = new PublishedGraphs();
  private final Counting embedders = new Counting("m");
  private final EmbeddingCache cache = EmbeddingCaches.inMemory();
  private final EmbeddedIndexes indexes = new EmbeddedIndexes(embedders, cache, VectorStores.off());

  @AfterEach
  void close() {
    indexes.close();
    graphs.close();
  }

  @AfterAll
  static void unload() {
    MODEL.close();
  }

  private static final class Counting implements Embedders {
    private final String id;
    private final List<String> texts = new ArrayList<>();
    private final int bodyCharacters;
    private boolean fails;
    private int mostTexts = Integer.MAX_VALUE;

    Counting(String id) {
      this(id, 512);
    }

    Counting(String id, int bodyCharacters) {
      this.id = id;
      this.bodyCharacters = bodyCharacters;
    }

    @Override
    public int bodyCharacters() {
      return bodyCharacters;
    }

    @Override
    public boolean isOn() {
      return true;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Embedder load() {
      if (fails) {
        throw new EmbeddingException("gone", null);
      }
      Embedder model = MODEL.load();
      return some -> {
        if (some.stream().anyMatch(text -> text.contains("poison"))) {
          throw new EmbeddingException("no such text", null);
        }
        if (texts.size() >= mostTexts) {
          throw new EmbeddingException("broken", null);
        }
        texts.addAll(some);
        return model.embed(some);
      };
    }
  }

  private static Consumer<GraphWriter> files(String... namesAndDocs) {
    return writer -> {
      for (int i = 0; i < namesAndDocs.length; i += 2) {
        String path = "src/F" + i + ".java";
        String name = namesAndDocs[i];
        String doc = namesAndDocs[i + 1];
        String text = "void " + name + "() {} // " + doc + "\n";
        writer.file(file(path, text, Integer.toHexString(text.hashCode())));
        writer.symbol(symbol(2 * i, path, "x", SymbolKind.FILE, path, 0));
        writer.symbol(
            symbol(
                2 * i + 1,
                path,
                name,
                "a." + name,
                SymbolKind.METHOD,
                path + "#" + name + "()",
                0,
                doc,
                false,
                0));
      }
    };
  }

  private static final Consumer<GraphWriter> TWO =
      files(
          "persist", "Writes the customer's order to the database.",
          "paint", "Draws a blue rectangle on the canvas.");

  private void embedAll(SymbolGraph graph) {
    while (indexes.embed(graph, 10).state() != EmbeddingState.COMPLETE) {
      // The next ones.
    }
  }

  private List<String> keys(SymbolGraph graph, String text) {
    return ranked(graph, text).keys().stream().map(RankedKey::key).toList();
  }

  private Ranked ranked(SymbolGraph graph, String text) {
    return ranked(graph, text, SearchQuery.Mode.AUTO);
  }

  private Ranked ranked(SymbolGraph graph, String text, SearchQuery.Mode mode) {
    SearchQuery query = new SearchQuery(text, mode, SymbolFilter.ALL, 100);
    return indexes.find(graph, query, 100).orElseThrow();
  }

  @Test
  void findsByMeaningWithoutAWordInCommon() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    embedAll(graph);

    Ranked found = ranked(graph, "save a purchase into storage");
    assertThat(found.keys().get(0).key()).endsWith("#persist()");
    assertThat(found.gaps()).isEmpty();
    assertThat(embedders.texts)
        .anyMatch(text -> text.contains("persist") && text.contains("database"));
  }

  @Test
  void goesOnWhereItStoppedAndSaysHowFarItIs() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);

    assertThat(indexes.embed(graph, 1)).isEqualTo(new Embedded(EmbeddingState.OPEN, 1, 2));
    assertThat(ranked(graph, "paint").gaps()).containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
    assertThat(indexes.embed(graph, 1)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    assertThat(ranked(graph, "paint").gaps()).isEmpty();
    embedders.texts.clear();
    assertThat(indexes.embed(graph, 1)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    assertThat(embedders.texts).isEmpty();
  }

  @Test
  void embedsOnlyWhatChanged() {
    SymbolGraph first = graphs.publish(folder, TWO);
    indexes.update(first, false);
    embedAll(first);
    embedders.texts.clear();
    SymbolGraph next =
        graphs.publish(
            folder,
            files(
                "persist", "Writes the customer's order to the database.",
                "paint", "Draws a red circle on the canvas.",
                "send", "Sends a letter."));

    assertThat(indexes.embed(next, 10).state()).isEqualTo(EmbeddingState.BEHIND);
    indexes.update(next, false);
    embedAll(next);

    assertThat(embedders.texts).hasSize(2).noneMatch(text -> text.contains("persist"));
  }

  @Test
  void anotherDataFolderWithTheSameFilesCostsNothing() {
    SymbolGraph graph = graphs.publish(folder.resolve("one"), TWO);
    indexes.update(graph, false);
    embedAll(graph);
    embedders.texts.clear();

    SymbolGraph other = graphs.publish(folder.resolve("two"), TWO);
    indexes.update(other, false);

    assertThat(indexes.embed(other, 10)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    assertThat(embedders.texts).isEmpty();
    assertThat(keys(other, "save a purchase into storage").get(0)).endsWith("#persist()");
  }

  @Test
  void anotherModelEmbedsAnew() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    embedAll(graph);
    Counting others = new Counting("n");

    try (EmbeddedIndexes other = new EmbeddedIndexes(others, cache, VectorStores.off())) {
      assertThat(other.embed(graph, 10)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    }
    assertThat(others.texts).hasSize(2);
  }

  @Test
  void takesFromTheCacheWhatAnotherRefHasEmbeddedSinceTheIndexWasMade() {
    SymbolGraph graph = graphs.publish(folder.resolve("one"), TWO);
    SymbolGraph same = graphs.publish(folder.resolve("two"), TWO);
    indexes.update(graph, false);
    indexes.update(same, false);
    embedAll(graph);
    embedders.texts.clear();

    embedAll(same);
    assertThat(embedders.texts).isEmpty();
    assertThat(keys(same, "save a purchase into storage").get(0)).endsWith("#persist()");
  }

  @Test
  void readsAsMuchOfABodyAsItIsToldTo() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    Counting others = new Counting("m 4", 4);

    try (EmbeddedIndexes other = new EmbeddedIndexes(others, cache, VectorStores.off())) {
      other.update(graph, false);
      other.embed(graph, 10);
    }
    assertThat(others.texts).hasSize(2).allMatch(text -> text.endsWith("\nvoid"));
  }

  @Test
  void oneProcessEmbedsWhileOthersWait() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    indexes.embed(graph, 1);

    try (EmbeddedIndexes other =
        new EmbeddedIndexes(new Counting("m"), cache, VectorStores.off())) {
      assertThat(other.embed(graph, 1).state()).isEqualTo(EmbeddingState.ELSEWHERE);
      indexes.embed(graph, 1);
      assertThat(other.embed(graph, 1)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    }
  }

  @Test
  void wordsRankIfTheModelFails() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    embedAll(graph);
    embedders.fails = true;

    Ranked found = ranked(graph, "rectangle");
    assertThat(found.keys().get(0).key()).endsWith("#paint()");
    assertThat(found.gaps()).containsExactly(SearchGap.EMBEDDINGS_UNAVAILABLE);
  }

  @Test
  void withoutAnIndexThereIsNothingToEmbed() {
    SymbolGraph graph = graphs.publish(folder, TWO);

    assertThat(indexes.embed(graph, 10).state()).isEqualTo(EmbeddingState.BEHIND);
    try (OnnxEmbedders off = TestEmbedders.off();
        EmbeddedIndexes none = new EmbeddedIndexes(off, cache, VectorStores.off())) {
      assertThat(none.embed(graph, 10)).isEqualTo(Embedded.only(EmbeddingState.COMPLETE));
    }
  }

  @Test
  void meaningAloneDoesNotLookAtWords() {
    SymbolGraph graph =
        graphs.publish(
            folder, files("storage", "Paints a purchase.", "persist", "Keeps an order."));
    indexes.update(graph, false);
    assertThat(ranked(graph, "storage", SearchQuery.Mode.SEMANTIC).gaps())
        .containsExactly(SearchGap.NOT_EMBEDDED);
    embedAll(graph);

    Ranked found =
        ranked(graph, "write the customer's order to the database", SearchQuery.Mode.SEMANTIC);

    assertThat(found.keys()).isNotEmpty();
    assertThat(found.keys().get(0).key()).endsWith("#persist()");
    assertThat(found.keys())
        .allSatisfy(each -> assertThat(each.matched()).containsExactly("meaning"));
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void aFailureEndsThePassSoThatOthersCanGoOn() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    indexes.embed(graph, 1);
    embedders.fails = true;

    assertThatThrownBy(() -> indexes.embed(graph, 1)).isInstanceOf(EmbeddingException.class);

    try (EmbeddedIndexes other =
        new EmbeddedIndexes(new Counting("m"), cache, VectorStores.off())) {
      assertThat(ranked(graph, "paint").gaps()).contains(SearchGap.EMBEDDINGS_UNAVAILABLE);
      assertThat(other.embed(graph, 1)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 2, 2));
    }
  }

  @Test
  void aTextTheModelCannotTakeIsLeftOut() {
    SymbolGraph graph =
        graphs.publish(
            folder,
            files(
                "persist", "Writes the customer's order to the database.",
                "brew", "Pours poison into a cup.",
                "paint", "Draws a blue rectangle on the canvas."));
    indexes.update(graph, false);

    assertThat(indexes.embed(graph, 10).state()).isEqualTo(EmbeddingState.COMPLETE);

    assertThat(keys(graph, "save a purchase into storage").get(0)).endsWith("#persist()");
    assertThat(keys(graph, "poison").get(0)).endsWith("#brew()");
    assertThat(ranked(graph, "cup", SearchQuery.Mode.SEMANTIC).gaps())
        .containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
    assertThat(indexes.embed(graph, 10).state()).isEqualTo(EmbeddingState.COMPLETE);
  }

  private static Consumer<GraphWriter> many(int count, String last) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(List.of("count" + i, "Counts to " + i + "."));
    }
    all.addAll(List.of(last, ""));
    return files(all.toArray(String[]::new));
  }

  @Test
  void stopsWithWhatIsDoneIfSomethingIsUrgent() {
    SymbolGraph graph = graphs.publish(folder, many(150, "last"));
    indexes.update(graph, false);

    List<Embedded> heard = new ArrayList<>();
    assertThat(
            indexes.embed(
                graph,
                1_000,
                now -> {
                  heard.add(now);
                  return heard.size() < 2;
                }))
        .isEqualTo(new Embedded(EmbeddingState.OPEN, 128, 151));
    assertThat(heard)
        .containsExactly(
            new Embedded(EmbeddingState.OPEN, 64, 151),
            new Embedded(EmbeddingState.OPEN, 128, 151));
    assertThat(indexes.embed(graph, 1_000))
        .isEqualTo(new Embedded(EmbeddingState.COMPLETE, 151, 151));
    assertThat(embedders.texts).hasSize(151).doesNotHaveDuplicates();
  }

  @Test
  void aLittleIsNotWrittenButNotLostEither() {
    WordEmbedders words = new WordEmbedders();
    SymbolGraph graph = graphs.publish(folder, many(4_299, "last"));
    try (EmbeddedIndexes some = new EmbeddedIndexes(words, cache, VectorStores.off())) {
      some.update(graph, false);
      some.embed(graph, 4_200);
      words.count();

      assertThat(some.embed(graph, 100, now -> false))
          .isEqualTo(new Embedded(EmbeddingState.OPEN, 4_200, 4_300));
      assertThat(words.count()).isEqualTo(64);
      assertThat(some.embed(graph, 100))
          .isEqualTo(new Embedded(EmbeddingState.COMPLETE, 4_300, 4_300));
      assertThat(words.count()).isEqualTo(36);
    }
  }

  @Test
  void whatWasEmbeddedBeforeAFailureIsWritten() {
    SymbolGraph graph = graphs.publish(folder, many(150, "last"));
    indexes.update(graph, false);
    embedders.mostTexts = 128;

    assertThatThrownBy(() -> indexes.embed(graph, 1_000)).isInstanceOf(EmbeddingException.class);
    embedders.mostTexts = Integer.MAX_VALUE;
    List<Embedded> heard = new ArrayList<>();
    assertThat(indexes.embed(graph, 1_000, heard::add).state()).isEqualTo(EmbeddingState.COMPLETE);
    assertThat(heard).containsExactly(new Embedded(EmbeddingState.OPEN, 151, 151));
    assertThat(embedders.texts).hasSize(151).doesNotHaveDuplicates();
  }

  @Test
  void anUpdateMeanwhileCostsNothing() {
    SymbolGraph first = graphs.publish(folder, many(20, "last"));
    indexes.update(first, false);
    SymbolGraph next = graphs.publish(folder, many(20, "changed"));

    assertThat(indexes.embed(first, 1_000, now -> !indexes.update(next, false)).state())
        .isEqualTo(EmbeddingState.BEHIND);
    assertThat(embedders.texts).hasSize(21);
    assertThat(indexes.embed(next, 1_000)).isEqualTo(new Embedded(EmbeddingState.COMPLETE, 21, 21));
    assertThat(embedders.texts).hasSize(22);
  }

  @Test
  void anotherReaderKnowsThatSomeAreMissing() {
    SymbolGraph graph = graphs.publish(folder, TWO);
    indexes.update(graph, false);
    indexes.embed(graph, 1);

    try (EmbeddedIndexes other =
        new EmbeddedIndexes(new Counting("m"), cache, VectorStores.off())) {
      SearchQuery query = new SearchQuery("paint", SearchQuery.Mode.AUTO, SymbolFilter.ALL, 5);
      assertThat(other.find(graph, query, 5).orElseThrow().gaps())
          .containsExactly(SearchGap.EMBEDDINGS_INCOMPLETE);
    }
  }

  @Test
  void anUpdateWaitsForWhoeverWritesForAMoment() throws Exception {
    SymbolGraph first = graphs.publish(folder, TWO);
    indexes.update(first, false);
    SymbolGraph next = graphs.publish(folder, files("send", "Sends a letter."));
    Path index = next.file().resolveSibling("search");
    CompletableFuture<Boolean> update;
    try (Directory directory = new NIOFSDirectory(index);
        Lock ignored = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      update = CompletableFuture.supplyAsync(() -> indexes.update(next, false));
      Thread.sleep(300);
      assertThat(update).isNotDone();
    }

    assertThat(update.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keys(next, "letter")).hasSize(1);
  }
}
