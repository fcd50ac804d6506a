package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingConfig;
import dev.codeintel.embedding.EmbeddingService;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Embeds the symbols of what is served, one repository after the other, on a thread of its own. It
 * pauses while there is something more urgent, and sleeps in between as it is configured.
 * Thread-safe.
 */
@Singleton
final class EmbeddingWorker implements EmbeddingService, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddingWorker.class);

  /** Half a minute of work, after which it is written. */
  private static final int LEAST_AT_ONCE = 1_024;

  /** Three or four minutes of work: so much is lost if the process is killed. */
  private static final int MOST_AT_ONCE = 8_192;

  /** Writing costs as much as all vectors are: so it is done a few times for each doubling. */
  private static final int SHARE_OF_DONE = 8;

  /**
   * How long to wait.
   *
   * @param pause while something more urgent is done
   * @param later until it is looked again whether another process has done it, or the index or the
   *     vector store is ready
   * @param afterFailure until it is tried again
   * @param closing for what is being embedded to be written, before the process ends
   */
  record Delays(Duration pause, Duration later, Duration afterFailure, Duration closing) {
    private static final Delays USUAL =
        new Delays(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5));
  }

  private static final long STOP_SECONDS = 2;

  private record Ref(String repositoryId, String ref) {}

  private final SnapshotStore snapshots;
  private final GraphStore graphs;
  private final Passes passes;
  private final EmbeddingConfig config;
  private final Delays delays;
  private final Set<Ref> wanted = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Ref, BooleanSupplier> asked = new ConcurrentHashMap<>();

  /** By the folder of its snapshots. */
  private final ConcurrentMap<Path, Ref> refs = new ConcurrentHashMap<>();

  private final ConcurrentMap<Ref, Embedded> progress = new ConcurrentHashMap<>();
  private @Nullable ScheduledThreadPoolExecutor thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Held while something is embedded, on whatever thread. */
  private final ReentrantLock working = new ReentrantLock();

  @Inject
  EmbeddingWorker(
      SnapshotStore snapshots, GraphStore graphs, Passes passes, EmbeddingConfig config) {
    this(snapshots, graphs, passes, config, Delays.USUAL);
  }

  EmbeddingWorker(
      SnapshotStore snapshots,
      GraphStore graphs,
      Passes passes,
      EmbeddingConfig config,
      Delays delays) {
    this.snapshots = snapshots;
    this.graphs = graphs;
    this.passes = passes;
    this.config = config;
    this.delays = delays;
    passes.whenStoreFails(this::again);
  }

  @Override
  public synchronized void request(String repositoryId, String ref, BooleanSupplier isBusy) {
    Ref wish = new Ref(repositoryId, ref);
    if (config.enabled() && !isClosed()) {
      asked.put(wish, isBusy);
      if (wanted.add(wish)) {
        schedule(wish, Duration.ZERO);
      }
    }
  }

  /** What a store has lost is missing until it is embedded again. */
  private void again(SymbolGraph graph) {
    Ref ref = refs.get(folder(graph));
    if (ref != null && asked.containsKey(ref) && wanted.add(ref)) {
      schedule(ref, delays.later());
    }
  }

  private static Path folder(SymbolGraph graph) {
    return graph.file().resolveSibling("");
  }

  private synchronized void schedule(Ref ref, Duration delay) {
    if (isClosed()) {
      return;
    }
    if (thread == null) {
      thread = new ScheduledThreadPoolExecutor(1, EmbeddingWorker::daemon);
      thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }
    ScheduledFuture<?> ignored =
        thread.schedule(() -> run(ref), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread started = new Thread(task, "embedding");
    started.setDaemon(true);
    return started;
  }

  @Override
  public @Nullable Embedded progress(String repositoryId, String ref) {
    return progress.get(new Ref(repositoryId, ref));
  }

  /** One that cannot go on waits, so that others can. */
  private void run(Ref ref) {
    try {
      // What is asked for from now on is a run of its own.
      wanted.remove(ref);
      if (!all(ref) && wanted.add(ref)) {
        schedule(ref, delays.later());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      failed(e);
      if (wanted.add(ref)) {
        schedule(ref, delays.afterFailure());
      }
    }
  }

  private void failed(Throwable e) {
    if (isClosed()) {
      LOG.debug("Stopped while embedding", e);
    } else if (e instanceof CodeIntelException) {
      LOG.warn(e.getMessage());
    } else {
      LOG.error("Embedding failed; search ranks without it", e);
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  /** Tells whether something has to be done before more is embedded. */
  private boolean isUrgent(Ref ref) {
    BooleanSupplier isBusy = asked.get(ref);
    return isClosed() || (isBusy != null && isBusy.getAsBoolean());
  }

  /** Less if it is closed. */
  private void sleep(Duration duration) throws InterruptedException {
    boolean ignored = closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns false if it is to be looked for again later. */
  private boolean all(Ref ref) throws InterruptedException {
    while (!isClosed()) {
      if (isUrgent(ref)) {
        sleep(delays.pause());
        continue;
      }
      long start = System.nanoTime();
      Embedded now = some(ref, soFar -> !isUrgent(ref));
      if (now.state() == EmbeddingState.COMPLETE) {
        return true;
      }
      if (now.state() != EmbeddingState.OPEN) {
        return false;
      }
      rest(System.nanoTime() - start);
    }
    return true;
  }

  @Override
  public Embedded some(String repositoryId, String ref, Consumer<Embedded> listener) {
    return some(
        new Ref(repositoryId, ref),
        now -> {
          listener.accept(now);
          return !isClosed();
        });
  }

  private Embedded some(Ref ref, Predicate<Embedded> goesOn) {
    working.lock();
    try (SnapshotLease lease = snapshots.open(ref.repositoryId(), ref.ref()).orElse(null)) {
      if (lease == null) {
        return Embedded.only(EmbeddingState.COMPLETE);
      }
      SymbolGraph graph = graphs.read(lease);
      refs.put(folder(graph), ref);
      Embedded now = embed(ref, graph, goesOn);
      if (now.state() == EmbeddingState.BEHIND) {
        boolean ignored = passes.follow(graph);
        now = embed(ref, graph, goesOn);
      }
      return now;
    } finally {
      working.unlock();
    }
  }

  private Embedded embed(Ref ref, SymbolGraph graph, Predicate<Embedded> goesOn) {
    Embedded last =
        passes.some(
            graph,
            atOnce(ref),
            now -> {
              progress.put(ref, now);
              return goesOn.test(now);
            });
    if (last.of() > 0) {
      progress.put(ref, last);
    }
    return last;
  }

  private int atOnce(Ref ref) {
    Embedded last = progress.get(ref);
    int share = last == null ? 0 : last.done() / SHARE_OF_DONE;
    return Math.max(LEAST_AT_ONCE, Math.min(share, MOST_AT_ONCE));
  }

  private void rest(long workedNanos) throws InterruptedException {
    double share = Math.max(0.01, Math.min(1, config.share()));
    sleep(Duration.ofNanos((long) (workedNanos * (1 - share) / share)));
  }

  /**
   * Waits a moment for what is being embedded, and lets it be written: to free a model in use would
   * end the process.
   */
  @Override
  @PreDestroy
  public void close() {
    ExecutorService running;
    synchronized (this) {
      closing.countDown();
      running = thread;
    }
    if (running != null) {
      running.shutdown();
    }
    try {
      if (!isIdleWithin(delays.closing()) && running != null) {
        running.shutdownNow();
        boolean ignored = isIdleWithin(Duration.ofSeconds(STOP_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isIdleWithin(Duration time) throws InterruptedException {
    if (working.tryLock(time.toMillis(), TimeUnit.MILLISECONDS)) {
      working.unlock();
      return true;
    }
    return false;
  }
}
