package dev.codeintel.indexing;

import dev.codeintel.embedding.EmbeddingConfig;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchIndexes.Embedded;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
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

  /** A few seconds of work, after which it is written. */
  static final int AT_ONCE = 256;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Another process does it, or the index is not ready: until it is looked for again. */
  private static final Duration LATER = Duration.ofSeconds(30);

  private record Ref(String repositoryId, String ref) {}

  private final SnapshotStore snapshots;
  private final GraphStore graphs;
  private final SearchIndexes indexes;
  private final EmbeddingConfig config;
  private final MemoryGovernor governor;
  private final BlockingQueue<Ref> wanted = new LinkedBlockingQueue<>();
  private final ConcurrentMap<Ref, Embedded> progress = new ConcurrentHashMap<>();
  private @Nullable Thread thread;
  private volatile boolean isClosed;

  @Inject
  EmbeddingWorker(
      SnapshotStore snapshots,
      GraphStore graphs,
      SearchIndexes indexes,
      EmbeddingConfig config,
      MemoryGovernor governor) {
    this.snapshots = snapshots;
    this.graphs = graphs;
    this.indexes = indexes;
    this.config = config;
    this.governor = governor;
  }

  /**
   * Asks for the newest snapshot of a ref to be embedded; returns at once.
   *
   * @param isBusy whether something more urgent is being done
   */
  synchronized void request(String repositoryId, String ref, BooleanSupplier isBusy) {
    if (!config.enabled() || isClosed) {
      return;
    }
    Ref asked = new Ref(repositoryId, ref);
    if (!wanted.contains(asked)) {
      wanted.add(asked);
    }
    if (thread == null) {
      Thread started = new Thread(() -> run(isBusy), "embedding");
      started.setDaemon(true);
      started.start();
      thread = started;
    }
  }

  /** Returns how far a ref is; null if this process has not begun with it. */
  @Nullable Embedded progress(String repositoryId, String ref) {
    return progress.get(new Ref(repositoryId, ref));
  }

  private void run(BooleanSupplier isBusy) {
    while (!isClosed) {
      try {
        all(wanted.take(), isBusy);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | LinkageError e) {
        if (isClosed) {
          LOG.debug("Stopped while embedding", e);
        } else if (e instanceof CodeIntelException) {
          LOG.warn(e.getMessage());
        } else {
          LOG.error("Embedding failed; search ranks without it", e);
        }
      }
    }
  }

  private void all(Ref ref, BooleanSupplier isBusy) throws InterruptedException {
    boolean isDone = false;
    while (!isDone && !isClosed) {
      if (isBusy.getAsBoolean() || governor.isTight()) {
        Thread.sleep(PAUSE.toMillis());
        continue;
      }
      long start = System.nanoTime();
      Optional<Embedded> now = some(ref);
      now.ifPresent(embedded -> progress.put(ref, embedded));
      isDone = now.map(Embedded::isComplete).orElse(false);
      if (now.isEmpty()) {
        Thread.sleep(LATER.toMillis());
      } else if (!isDone) {
        rest(System.nanoTime() - start);
      }
    }
  }

  private Optional<Embedded> some(Ref ref) {
    try (SnapshotLease lease = snapshots.open(ref.repositoryId(), ref.ref()).orElse(null)) {
      return lease == null
          ? Optional.of(Embedded.NOTHING)
          : indexes.embed(graphs.read(lease), AT_ONCE);
    }
  }

  private void rest(long workedNanos) throws InterruptedException {
    double share = Math.max(0.01, Math.min(1, config.share()));
    Thread.sleep(Duration.ofNanos((long) (workedNanos * (1 - share) / share)).toMillis());
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    isClosed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
