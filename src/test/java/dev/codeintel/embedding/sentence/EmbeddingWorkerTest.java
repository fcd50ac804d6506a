package dev.codeintel.embedding.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.embedding.TestEmbeddingConfig;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotOwner;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When it works, waits and tries again; embedding itself is tested where it is done. */
final class EmbeddingWorkerTest {
  private static final String REPOSITORY = TestGraph.OWNER.repositoryId();
  private static final String MAIN = "main";
  private static final String OTHER = "other";
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration CLOSING = Duration.ofMillis(500);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path data;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final GraphStore graphs = TestGraph.store(engine);
  private final Scripted indexes = new Scripted();
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private SnapshotStore snapshots;
  private EmbeddingWorker worker;

  @BeforeEach
  void publish() {
    snapshots = SnapshotStores.open(engine, data);
    for (String ref : List.of(MAIN, OTHER)) {
      SnapshotOwner usual = TestGraph.OWNER;
      SnapshotOwner owner = new SnapshotOwner(REPOSITORY, usual.name(), usual.origin(), ref);
      try (PendingSnapshot pending = snapshots.begin(owner);
          GraphWriter writer = graphs.write(pending.file())) {
        writer.finish(TestGraph.snapshot(pending.id()));
        pending.publish();
      }
    }
    worker = worker(true, new EmbeddingWorker.Delays(SOON, SOON, SOON, CLOSING));
  }

  private EmbeddingWorker worker(boolean isOn, EmbeddingWorker.Delays delays) {
    return new EmbeddingWorker(snapshots, graphs, indexes, new TestEmbeddingConfig(isOn), delays);
  }

  @AfterEach
  void close() {
    worker.close();
    snapshots.close();
    engine.close();
  }

  /** Answers what it is told to, then that all is done. */
  private static final class Scripted implements Passes {
    private final Deque<Supplier<Embedded>> next = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Integer> most = new ArrayList<>();
    private Predicate<Embedded> goesOn = now -> true;
    private Consumer<SymbolGraph> listener = graph -> {};
    private @Nullable SymbolGraph last;

    synchronized void then(Supplier<Embedded> answer) {
      next.add(answer);
    }

    void then(EmbeddingState state, int done, int of) {
      then(() -> new Embedded(state, done, of));
    }

    synchronized List<Integer> most() {
      return List.copyOf(most);
    }

    synchronized boolean isUrgent() {
      return !goesOn.test(new Embedded(EmbeddingState.OPEN, 1, 2));
    }

    synchronized List<String> calls() {
      return List.copyOf(calls);
    }

    private synchronized Supplier<Embedded> call(String what) {
      calls.add(what);
      Supplier<Embedded> answer = next.poll();
      return answer == null ? () -> new Embedded(EmbeddingState.COMPLETE, 9, 9) : answer;
    }

    @Override
    public synchronized boolean follow(SymbolGraph graph) {
      calls.add("update");
      return true;
    }

    @Override
    public void whenStoreFails(Consumer<SymbolGraph> newListener) {
      listener = newListener;
    }

    /** As if a question had failed for the snapshot that was embedded last. */
    synchronized void storeFails() {
      listener.accept(Objects.requireNonNull(last));
    }

    @Override
    public Embedded some(SymbolGraph graph, int atMost, Predicate<Embedded> newGoesOn) {
      // The folder of a snapshot is in that of its ref.
      Path file = graph.file();
      synchronized (this) {
        last = graph;
        most.add(atMost);
        goesOn = newGoesOn;
      }
      return call(file.getName(file.getNameCount() - 2).toString()).get();
    }
  }

  private void request(String ref) {
    worker.request(REPOSITORY, ref, isBusy::get);
  }

  private void awaitCalls(String... calls) {
    await().untilAsserted(() -> assertThat(indexes.calls()).containsExactly(calls));
  }

  @Test
  void goesOnUntilAllIsDone() {
    indexes.then(EmbeddingState.OPEN, 1, 3);
    indexes.then(EmbeddingState.OPEN, 2, 3);
    indexes.then(EmbeddingState.COMPLETE, 3, 3);
    request(MAIN);
    awaitCalls(MAIN, MAIN, MAIN);
    await()
        .untilAsserted(
            () ->
                assertThat(worker.progress(REPOSITORY, MAIN))
                    .isEqualTo(new Embedded(EmbeddingState.COMPLETE, 3, 3)));
    assertThat(worker.progress(REPOSITORY, OTHER)).isNull();
  }

  @Test
  void theMoreThereIsTheLessOftenItIsWritten() {
    for (int done : new int[] {1_024, 40_000, 900_000}) {
      indexes.then(EmbeddingState.OPEN, done, 1_000_000);
    }
    request(MAIN);
    awaitCalls(MAIN, MAIN, MAIN, MAIN);
    assertThat(indexes.most()).containsExactly(1_024, 1_024, 5_000, 8_192);
  }

  @Test
  void stopsSoonIfSomethingIsMoreUrgent() {
    List<Boolean> seen = new CopyOnWriteArrayList<>();
    indexes.then(
        () -> {
          seen.add(indexes.isUrgent());
          isBusy.set(true);
          seen.add(indexes.isUrgent());
          isBusy.set(false);
          return new Embedded(EmbeddingState.COMPLETE, 1, 1);
        });
    request(MAIN);
    awaitCalls(MAIN);
    await().untilAsserted(() -> assertThat(seen).containsExactly(false, true));
  }

  private Embedded untilItIsUrgent(CountDownLatch begun, CountDownLatch written) {
    begun.countDown();
    await().until(indexes::isUrgent);
    written.countDown();
    return new Embedded(EmbeddingState.OPEN, 1, 2);
  }

  @Test
  void whatIsBeingEmbeddedIsWrittenBeforeTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    indexes.then(() -> untilItIsUrgent(begun, written));
    request(MAIN);
    request(OTHER);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(written.getCount()).isZero();
    assertThat(indexes.calls()).containsExactly(MAIN);
  }

  @Test
  void tellsHowFarItIsWhileItEmbeds() {
    Embedded half = new Embedded(EmbeddingState.OPEN, 1, 2);
    List<Embedded> seen = new CopyOnWriteArrayList<>();
    indexes.then(
        () -> {
          assertThat(indexes.isUrgent()).isFalse();
          assertThat(worker.progress(REPOSITORY, MAIN)).isEqualTo(half);
          return new Embedded(EmbeddingState.COMPLETE, 2, 2);
        });
    assertThat(worker.some(REPOSITORY, MAIN, seen::add).done()).isEqualTo(2);
    assertThat(seen).containsExactly(half);
  }

  @Test
  void closingWaitsForWhatACommandEmbeds() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    indexes.then(() -> untilItIsUrgent(begun, written));
    CompletableFuture<?> command =
        CompletableFuture.runAsync(() -> worker.some(REPOSITORY, MAIN, now -> {}));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(written.getCount()).isZero();
    command.get(30, TimeUnit.SECONDS);
  }

  @Test
  void updatesAnIndexThatIsBehind() {
    indexes.then(EmbeddingState.BEHIND, 0, 0);
    request(MAIN);
    awaitCalls(MAIN, "update", MAIN);
  }

  @Test
  void waitsWhileSomethingIsMoreUrgent() throws InterruptedException {
    isBusy.set(true);
    request(MAIN);
    Thread.sleep(5 * SOON.toMillis());
    assertThat(indexes.calls()).isEmpty();
    isBusy.set(false);
    awaitCalls(MAIN);
  }

  @Test
  void looksAgainIfAnotherProcessDoesIt() {
    indexes.then(EmbeddingState.ELSEWHERE, 0, 0);
    indexes.then(EmbeddingState.STORE_UNAVAILABLE, 0, 0);
    request(MAIN);
    awaitCalls(MAIN, MAIN, MAIN);
  }

  @Test
  void looksAgainIfTheStoreFailsAQuestion() {
    request(MAIN);
    awaitCalls(MAIN);
    indexes.storeFails();
    indexes.storeFails();
    awaitCalls(MAIN, MAIN);
  }

  @Test
  void doesOthersWhileOneHasToWait() {
    worker.close();
    worker = worker(true, new EmbeddingWorker.Delays(SOON, NEVER, NEVER, CLOSING));
    indexes.then(EmbeddingState.ELSEWHERE, 0, 0);
    request(MAIN);
    request(OTHER);
    awaitCalls(MAIN, OTHER);
  }

  @Test
  void triesAgainAfterFailures() {
    indexes.then(
        () -> {
          throw new EmbeddingException("damaged", null);
        });
    indexes.then(
        () -> {
          throw new OutOfMemoryError("thrown by a test");
        });
    request(MAIN);
    awaitCalls(MAIN, MAIN, MAIN);
  }

  @Test
  void doesNothingIfItIsOff() throws InterruptedException {
    worker.close();
    worker = worker(false, new EmbeddingWorker.Delays(SOON, SOON, SOON, CLOSING));
    request(MAIN);
    Thread.sleep(5 * SOON.toMillis());
    assertThat(indexes.calls()).isEmpty();
  }

  @Test
  void isInterruptedIfItDoesNotStop() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    indexes.then(
        () -> {
          begun.countDown();
          try {
            Thread.sleep(NEVER.toMillis());
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return new Embedded(EmbeddingState.OPEN, 1, 2);
        });
    request(MAIN);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(interrupted.getCount()).isZero();
    request(MAIN);
    Thread.sleep(5 * SOON.toMillis());
    assertThat(indexes.calls()).containsExactly(MAIN);
  }
}
