package dev.codeintel.indexing;

import dev.codeintel.embedding.EmbeddingConfig;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchIndexes.Embedded;
import dev.codeintel.search.SearchIndexes.EmbeddingState;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Embeds the symbols of what is served, one repository after the other, on a thread of its own. It
 * pauses while anything is indexed or memory is short, and sleeps in between as it is configured.
 * Thread-safe.
 */
@Singleton
final class EmbeddingWorker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddingWorker.class);

  /**
   * Half a minute of work, after which it is written: each time costs as much as all vectors are.
   */
  private static final int AT_ONCE = 1_024;

  /**
   * How long to wait.
   *
   * @param pause while something more urgent is done
   * @param later until it is looked again whether another process has done it, or the index or the
   *     vector store is ready
   * @param afterFailure until it is tried again
   */
  record Delays(Duration pause, Duration later, Duration afterFailure) {
    private static final Delays USUAL =
        new Delays(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  private static final long CLOSE_SECONDS = 5;

  private record Ref(String repositoryId, String ref) {}

  private final SnapshotStore snapshots;
  private final GraphStore graphs;
  private final SearchIndexes indexes;
  private final EmbeddingConfig config;
  private final MemoryGovernor governor;
  private final Delays delays;
  private final Set<Ref> wanted = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Ref, BooleanSupplier> asked = new ConcurrentHashMap<>();

  /** By the folder of its snapshots. */
  private final ConcurrentMap<Path, Ref> refs = new ConcurrentHashMap<>();

  private final ConcurrentMap<Ref, Embedded> progress = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService thread;
  private volatile boolean isClosed;

  @Inject
  EmbeddingWorker(
      SnapshotStore snapshots,
      GraphStore graphs,
      SearchIndexes indexes,
      EmbeddingConfig config,
      MemoryGovernor governor) {
    this(snapshots, graphs, indexes, config, governor, Delays.USUAL);
  }

  EmbeddingWorker(
      SnapshotStore snapshots,
      GraphStore graphs,
      SearchIndexes indexes,
      EmbeddingConfig config,
      MemoryGovernor governor,
      Delays delays) {
    this.snapshots = snapshots;
    this.graphs = graphs;
    this.indexes = indexes;
    this.config = config;
    this.governor = governor;
    this.delays = delays;
    indexes.whenStoreFails(this::again);
  }

  /**
   * Asks for the newest snapshot of a ref to be embedded; returns at once.
   *
   * @param ref empty for the newest of any
   * @param isBusy whether something more urgent is being done
   */
  synchronized void request(String repositoryId, String ref, BooleanSupplier isBusy) {
    Ref wish = new Ref(repositoryId, ref);
    if (config.enabled() && !isClosed) {
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
    if (isClosed) {
      return;
    }
    if (thread == null) {
      thread =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread started = new Thread(task, "embedding");
                started.setDaemon(true);
                return started;
              });
    }
    ScheduledFuture<?> ignored =
        thread.schedule(() -> run(ref), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns how far a ref is; null if this process has not begun with it. */
  @Nullable Embedded progress(String repositoryId, String ref) {
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
    if (isClosed) {
      LOG.debug("Stopped while embedding", e);
    } else if (e instanceof CodeIntelException) {
      LOG.warn(e.getMessage());
    } else {
      LOG.error("Embedding failed; search ranks without it", e);
    }
  }

  private boolean isBusy(Ref ref) {
    BooleanSupplier isBusy = asked.get(ref);
    return isBusy != null && isBusy.getAsBoolean();
  }

  /** Returns false if it is to be looked for again later. */
  private boolean all(Ref ref) throws InterruptedException {
    while (!isClosed) {
      if (isBusy(ref) || governor.isTight()) {
        Thread.sleep(delays.pause().toMillis());
        continue;
      }
      long start = System.nanoTime();
      Embedded now = some(ref.repositoryId(), ref.ref());
      if (now.of() > 0) {
        progress.put(ref, now);
      }
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

  /**
   * Embeds some symbols of the newest snapshot of a ref, and updates its index first if that is
   * behind.
   *
   * @param ref empty for the newest of any
   * @return how far it is now; {@code BEHIND} if another process updates the index
   */
  Embedded some(String repositoryId, String ref) {
    try (SnapshotLease lease = snapshots.open(repositoryId, ref).orElse(null)) {
      if (lease == null) {
        return Embedded.only(EmbeddingState.COMPLETE);
      }
      SymbolGraph graph = graphs.read(lease);
      refs.put(folder(graph), new Ref(repositoryId, ref));
      Embedded now = indexes.embed(graph, AT_ONCE);
      if (now.state() != EmbeddingState.BEHIND) {
        return now;
      }
      indexes.update(graph, false);
      return indexes.embed(graph, AT_ONCE);
    }
  }

  private void rest(long workedNanos) throws InterruptedException {
    double share = Math.max(0.01, Math.min(1, config.share()));
    Thread.sleep(Duration.ofNanos((long) (workedNanos * (1 - share) / share)).toMillis());
  }

  /** Waits a moment for what is being computed: to free a model in use would end the process. */
  @Override
  @PreDestroy
  public void close() {
    ScheduledExecutorService running;
    synchronized (this) {
      isClosed = true;
      running = thread;
    }
    if (running != null) {
      running.shutdownNow();
      try {
        if (!running.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          LOG.debug("Embedding goes on while the program ends");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
