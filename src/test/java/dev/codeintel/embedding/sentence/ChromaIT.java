package dev.codeintel.embedding.sentence;

import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.duckdb.PublishedGraphs;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchIndexes.Ranked;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.lucene.EmbeddedIndexes;
import dev.codeintel.vector.Hit;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStore;
import dev.codeintel.vector.VectorStoreContract;
import dev.codeintel.vector.VectorStoreException;
import dev.codeintel.vector.chroma.ChromaServer;
import dev.codeintel.vector.chroma.ChromaVectorStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Chroma server, which is killed and started again. */
final class ChromaIT extends VectorStoreContract {
  private static final Logger LOG = Logger.getLogger(ChromaIT.class);
  private static final int FILES = 100;
  private static final int IN_EACH = 100;

  @TempDir static Path folder;
  private static ChromaServer server;
  private static ChromaVectorStore store;

  @BeforeAll
  static void start() throws Exception {
    server = ChromaServer.start(folder.resolve("chroma"));
    store = new ChromaVectorStore(server.config(Duration.ofSeconds(20)));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      store.close();
      server.close();
    }
  }

  @Override
  protected VectorStore store() {
    return store;
  }

  private static void write(GraphWriter writer) {
    Random random = new Random(3);
    List<String> words =
        List.of("order", "customer", "file", "image", "socket", "table", "date", "list", "query");
    for (int i = 0; i < FILES; i++) {
      String path = "src/F" + i + ".java";
      writer.file(file(path, "line\n".repeat(IN_EACH), "hash" + i));
      int id = i * (IN_EACH + 1);
      writer.symbol(symbol(id, path, "x", SymbolKind.FILE, path, 0));
      for (int k = 0; k < IN_EACH; k++) {
        String name =
            words.get(random.nextInt(words.size())) + "Of" + words.get(k % words.size()) + k;
        String doc = "Number " + i + " " + words.get(i % words.size());
        String key = path + "#" + name + "()";
        writer.symbol(
            symbol(id + k + 1, path, name, "a." + name, SymbolKind.METHOD, key, k, doc, false, id));
      }
    }
  }

  private static Ranked find(EmbeddedIndexes indexes, SymbolGraph graph) {
    SearchQuery query =
        new SearchQuery("picture of the customer", SearchQuery.Mode.AUTO, SymbolFilter.ALL, 20);
    return indexes.find(graph, query, 20).orElseThrow();
  }

  private static EmbeddingState embedAll(EmbeddedIndexes indexes, SymbolGraph graph) {
    EmbeddingState state = EmbeddingState.OPEN;
    while (state == EmbeddingState.OPEN) {
      state = indexes.embed(graph, 1_024).state();
    }
    return state;
  }

  private static void crash() {
    try {
      server.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server is killed during loading, and while questions are asked. */
  @Test
  void nothingIsMissingAfterItWasKilled() throws Exception {
    WordEmbedders embedders = new WordEmbedders();
    try (PublishedGraphs graphs = new PublishedGraphs();
        EmbeddedIndexes indexes = new EmbeddedIndexes(embedders, EmbeddingCaches.none(), store)) {
      SymbolGraph graph = graphs.publish(folder.resolve("data"), ChromaIT::write);
      indexes.update(graph, false);
      AtomicInteger batches = new AtomicInteger();
      embedders.before(
          () -> {
            if (batches.incrementAndGet() == 4) {
              crash();
            }
          });
      assertThat(embedAll(indexes, graph)).isEqualTo(EmbeddingState.STORE_UNAVAILABLE);
      assertThat(find(indexes, graph).gaps()).contains(SearchGap.VECTOR_STORE_UNAVAILABLE);
      server.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> embedAll(indexes, graph) == EmbeddingState.COMPLETE);
      assertThat(find(indexes, graph).gaps()).isEmpty();

      AtomicBoolean isOver = new AtomicBoolean();
      AtomicInteger without = new AtomicInteger();
      CompletableFuture<Integer> asking =
          CompletableFuture.supplyAsync(
              () -> {
                int asked = 0;
                while (!isOver.get()) {
                  Ranked found = find(indexes, graph);
                  assertThat(found.keys()).isNotEmpty();
                  without.addAndGet(
                      found.gaps().contains(SearchGap.VECTOR_STORE_UNAVAILABLE) ? 1 : 0);
                  asked++;
                }
                return asked;
              });
      Thread.sleep(1_000);
      server.kill();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> without.get() > 5 || asking.isDone());
      server.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> find(indexes, graph).gaps().isEmpty());
      isOver.set(true);
      LOG.infof(
          "%d questions, %d of them without the store",
          asking.get(60, TimeUnit.SECONDS), without.get());

      embedders.count();
      try (EmbeddedIndexes other = new EmbeddedIndexes(embedders, EmbeddingCaches.none(), store)) {
        assertThat(embedAll(other, graph)).isEqualTo(EmbeddingState.COMPLETE);
      }
      assertThat(embedders.count()).isEqualTo(1); // To learn how many dimensions there are.
    }
  }

  @Test
  void aHundredQuestionsToTenThousand() {
    Random random = new Random(4);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String path = "p" + i / 20;
      String id = Row.id("many", "main", path, i);
      float[] vector = vector(random, 384);
      rows.add(new Row(id, vector, "many", "main", path, "java", "method", false, i));
    }
    long start = System.nanoTime();
    store.add("many", rows);
    long loaded = System.nanoTime();
    List<float[]> questions =
        rows.stream().filter(row -> row.textHash() % 100 == 7).map(Row::vector).toList();
    List<List<Hit>> found = store.nearest("many", questions, VectorFilter.of("many", "main"), 10);
    long asked = System.nanoTime();
    store.nearest("many", questions.subList(0, 1), VectorFilter.of("many", "main"), 250);
    LOG.infof(
        "10,000 rows in %d ms, 100 questions in %d ms, one for 250 in %d ms",
        (loaded - start) / 1_000_000,
        (asked - loaded) / 1_000_000,
        (System.nanoTime() - asked) / 1_000_000);

    assertThat(found).hasSize(100);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).hasSize(10);
      assertThat(found.get(i).get(0).textHash()).isEqualTo(100L * i + 7);
      assertThat(found.get(i).get(0).cosine()).isGreaterThan(0.999f);
    }
  }

  @Test
  void aServerThatIsDownCostsLittle() {
    try (ChromaVectorStore down = new ChromaVectorStore(ChromaServer.unreachable())) {
      for (int i = 0; i < 6; i++) {
        assertThatThrownBy(
                () -> down.nearest("m", List.of(new float[] {1}), VectorFilter.of("a", "b"), 1))
            .isInstanceOf(VectorStoreException.class);
      }
      long start = System.nanoTime();
      assertThatThrownBy(() -> down.add("m", List.of(row())))
          .isInstanceOf(VectorStoreException.class);
      assertThatThrownBy(
              () -> down.nearest("m", List.of(new float[] {1}), VectorFilter.of("a", "b"), 1))
          .isInstanceOf(VectorStoreException.class);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  private static Row row() {
    return new Row("0000", new float[] {1}, "a", "b", "c", "", "method", false, 1);
  }
}
