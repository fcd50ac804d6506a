package dev.codeintel.catalog;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.source.SourceException;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a repository now and compares it with a snapshot. Looking costs a walk, so what was seen
 * is reused for a while: the configured time, or twenty times what the walk took, unless something
 * is known to have happened since. Walks run on a thread of their own, one at a time: an answer
 * waits a moment for one and then says that it does not know. Thread-safe.
 */
final class FreshnessProbe {
  private static final Logger LOG = Logger.getLogger(FreshnessProbe.class);
  private static final int REST_FACTOR = 20;
  private static final int MAX_SNAPSHOTS = 64;

  /**
   * What a look found.
   *
   * @param staleFiles -1 if unknown
   * @param headRevision empty if unknown
   */
  record Outcome(int staleFiles, String headRevision) {
    static final Outcome UNKNOWN = new Outcome(-1, "");
  }

  /** What was seen, and what was known to have happened before. */
  private record Look(
      SourceTree tree,
      String revision,
      Object situation,
      long startNanos,
      Map<String, Integer> staleBySnapshot) {}

  private final SourceRepository repository;
  private final Duration interval;
  private final Duration patience;

  // guarded by this
  private @Nullable Look last;
  private long validUntil;
  private @Nullable CompletableFuture<Look> running;
  private long runningSince;
  private final Map<String, Long> firstAsked = new HashMap<>();

  /**
   * @param interval how long a look is good for at least
   * @param patience how long an answer waits for one at most
   */
  FreshnessProbe(SourceRepository repository, Duration interval, Duration patience) {
    this.repository = repository;
    this.interval = interval;
    this.patience = patience;
  }

  /**
   * Compares the repository with a snapshot.
   *
   * @param situation equal as long as nothing is known to have happened to the repository
   * @param stamps of the files of the snapshot
   */
  Outcome look(String snapshotId, Object situation, Supplier<Map<String, FileStamp>> stamps) {
    Look look = await(situation, firstAsked(snapshotId));
    if (look == null) {
      return Outcome.UNKNOWN;
    }
    Integer known;
    synchronized (this) {
      known = look.staleBySnapshot().get(snapshotId);
    }
    int stale;
    try {
      stale =
          known != null ? known : TreeComparison.staleFiles(repository, look.tree(), stamps.get());
    } catch (SourceException e) {
      LOG.debugf(e, "%s cannot be compared", repository.name());
      return Outcome.UNKNOWN;
    }
    synchronized (this) {
      look.staleBySnapshot().put(snapshotId, stale);
    }
    return new Outcome(stale, look.revision());
  }

  /** A look may be older than a snapshot that is asked about for the first time. */
  private synchronized long firstAsked(String snapshotId) {
    if (firstAsked.size() > MAX_SNAPSHOTS) {
      firstAsked.clear();
    }
    return firstAsked.computeIfAbsent(snapshotId, id -> System.nanoTime());
  }

  /** Returns the revision of the repository if it is known without waiting; else empty. */
  String revision(Object situation) {
    synchronized (this) {
      Look known = last;
      if (known != null && isValid(known, situation)) {
        return known.revision();
      }
      if (running == null) {
        start(situation);
      }
    }
    return "";
  }

  private boolean isValid(Look look, Object situation) {
    return look.situation().equals(situation) && System.nanoTime() - validUntil < 0;
  }

  /** Returns null if no look was over in time. */
  private @Nullable Look await(Object situation, long notBefore) {
    long begin = System.nanoTime();
    while (true) {
      CompletableFuture<Look> current;
      long left;
      synchronized (this) {
        Look known = last;
        if (known != null && isValid(known, situation) && known.startNanos() - notBefore >= 0) {
          return known;
        }
        if (running == null) {
          start(situation);
        }
        current = running;
        // a look that hangs is waited for once, not by each answer
        left = patience.toNanos() - (System.nanoTime() - Math.min(begin, runningSince));
      }
      if (current == null || left <= 0) {
        return null;
      }
      try {
        Look look = current.get(left, TimeUnit.NANOSECONDS);
        if (look.situation().equals(situation) && look.startNanos() - notBefore >= 0) {
          return look;
        }
      } catch (TimeoutException | ExecutionException e) {
        LOG.tracef("%s: nothing was seen", repository.name());
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }

  private synchronized void start(Object situation) {
    CompletableFuture<Look> next = new CompletableFuture<>();
    running = next;
    runningSince = System.nanoTime();
    Thread thread = new Thread(() -> run(next, situation), "code-intel-freshness");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(CompletableFuture<Look> next, Object situation) {
    try {
      long start = System.nanoTime();
      SourceTree tree = repository.walk();
      String revision = repository.revision(tree).revision();
      Look look = new Look(tree, revision, situation, start, new HashMap<>());
      long took = System.nanoTime() - start;
      synchronized (this) {
        last = look;
        validUntil = System.nanoTime() + Math.max(interval.toNanos(), took * REST_FACTOR);
        running = null;
      }
      next.complete(look);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be looked at", repository.name());
      synchronized (this) {
        running = null;
      }
      next.completeExceptionally(e);
    }
  }
}
