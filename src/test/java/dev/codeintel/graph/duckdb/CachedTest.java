package dev.codeintel.graph.duckdb;

import static dev.codeintel.graph.duckdb.TestGraph.calls;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.monitoring.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the example of relationships. */
class CachedTest {
  private static final LinkQuery ALL = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
  private static final long ENOUGH = 10_000;
  private static final int LOOK_UPS = 20;

  @TempDir Path folder;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void write() {
    try (GraphWriter writer = TestGraph.store(engine).write(folder.resolve("graph.duckdb"))) {
      writer.symbol(symbol(0, "A.java", "p.a", SymbolKind.METHOD, "A.java#a", 0));
      writer.symbol(symbol(1, "A.java", "p.b", SymbolKind.METHOD, "A.java#b", 9));
      writer.relationship(calls(0, 1, "A.java", 1));
      writer.finish(TestGraph.snapshot("any"));
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Looks up many times and returns how often the database was asked. */
  private long lookUps(HeapBudget budget) {
    try (AttachedDatabase database = engine.attachReadOnly(folder.resolve("graph.duckdb"));
        Cached<Edges> edges = cached(new Queries(database, new Meters(registry)), budget)) {
      for (int i = 0; i < LOOK_UPS; i++) {
        List<Relationship> found = edges.ask(all -> all.of(Set.of(0), true, ALL));
        assertThat(found).containsExactly(calls(0, 1, "A.java", 1));
      }
    }
    return registry
        .get("code_intel_query_duration")
        .tag("query_type", "relationships")
        .timer()
        .count();
  }

  private static Cached<Edges> cached(Queries queries, HeapBudget budget) {
    AdjacencyReader reader = new AdjacencyReader(queries);
    AdjacencyReader.Size size = reader.size();
    return new Cached<>(
        new EdgeQueries(queries),
        () -> new Cached.Copy<Edges>(size.bytes(), check -> reader.read(size, check)),
        Duration.ZERO,
        budget,
        Runnable::run);
  }

  /** Looks up a text that says where it is from. */
  private static Cached<String> texts(
      Cached.Reader<String> reader, Duration patience, HeapBudget budget, Executor background) {
    return new Cached<>(
        "database", () -> new Cached.Copy<>(ENOUGH, reader), patience, budget, background);
  }

  private static <T> T ask(Cached<T> cached) {
    return cached.ask(each -> each);
  }

  @Test
  void asksTheDatabaseOnlyAtFirst() {
    assertThat(lookUps(new HeapBudget(ENOUGH))).isEqualTo(1);
  }

  @Test
  void asksTheDatabaseAlwaysIfTheBudgetIsTooSmall() {
    assertThat(lookUps(new HeapBudget(1))).isEqualTo(LOOK_UPS);
  }

  @Test
  void givesTheMemoryBack() {
    HeapBudget budget = new HeapBudget(ENOUGH);

    lookUps(budget);

    assertThat(budget.take(ENOUGH)).isTrue();
    assertThat(budget.take(1)).isFalse();
  }

  @Test
  void asksTheDatabaseUntilAllIsRead() {
    Queue<Runnable> background = new ArrayDeque<>();
    HeapBudget budget = new HeapBudget(ENOUGH);
    try (Cached<String> cached =
        texts(check -> "memory", Duration.ofNanos(1), budget, background::add)) {
      assertThat(ask(cached)).isEqualTo("database");
      assertThat(ask(cached)).isEqualTo("database");
      assertThat(background).hasSize(1);

      background.remove().run();

      assertThat(ask(cached)).isEqualTo("memory");
    }
    assertThat(budget.take(ENOUGH)).isTrue();
  }

  @Test
  void readsNothingForAFewQuickLookUps() {
    Queue<Runnable> background = new ArrayDeque<>();
    try (Cached<String> cached =
        texts(check -> "memory", Duration.ofHours(1), new HeapBudget(ENOUGH), background::add)) {
      for (int i = 0; i < LOOK_UPS; i++) {
        assertThat(ask(cached)).isEqualTo("database");
      }
      assertThat(background).isEmpty();
    }
  }

  @Test
  void readsNothingOnceItIsClosed() {
    Queue<Runnable> background = new ArrayDeque<>();
    HeapBudget budget = new HeapBudget(ENOUGH);
    Cached<String> cached = texts(check -> "memory", Duration.ZERO, budget, background::add);
    assertThat(ask(cached)).isEqualTo("database");

    cached.close();
    background.remove().run();

    assertThat(ask(cached)).isEqualTo("database");
    assertThat(budget.take(ENOUGH)).isTrue();
  }

  @Test
  void givesUpReadingWhenItIsClosed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    HeapBudget budget = new HeapBudget(ENOUGH);
    Cached<String> cached =
        texts(
            check -> {
              begun.countDown();
              while (true) {
                check.run();
              }
            },
            Duration.ZERO,
            budget,
            reading -> new Thread(reading).start());
    assertThat(ask(cached)).isEqualTo("database");
    begun.await();

    cached.close();

    assertThat(ask(cached)).isEqualTo("database");
    assertThat(budget.take(ENOUGH)).isTrue();
  }

  @Test
  void staysWithTheDatabaseIfReadingFails() {
    HeapBudget budget = new HeapBudget(ENOUGH);
    try (Cached<String> cached =
        texts(
            check -> {
              throw new GraphException(ErrorCode.UNAVAILABLE, "It takes too long.", null);
            },
            Duration.ZERO,
            budget,
            Runnable::run)) {
      assertThat(ask(cached)).isEqualTo("database");
      assertThat(ask(cached)).isEqualTo("database");
      assertThat(budget.take(ENOUGH)).isTrue();
    }
  }
}
