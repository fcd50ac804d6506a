package dev.codeintel.indexing;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.TreeWatcher;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the snapshot of one folder fresh, on a thread of its own: indexes it if need be, then again
 * after every burst of changes, one run at a time. After a run it rests as long as the run took, at
 * most two seconds, so that constant small changes cost half the time at most, and a change soon
 * after a long run need not wait long.
 */
final class Follower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Follower.class);

  /**
   * A client asks its first question right after the start, and the last snapshot answers it: it
   * need not share the processors with the look at all files.
   */
  private static final long FIRST_LOOK_MILLIS = 100;

  private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String location;
  private final Supplier<RepositoryState> opener;
  private final Predicate<RepositoryState> preparer;
  private final Consumer<RepositoryState> runner;
  private final TreeWatcher watcher;
  private final Semaphore wanted = new Semaphore(1);
  private final CompletableFuture<RepositoryState> state = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile @Nullable String error;

  /**
   * @param preparer opens what the first question needs and tells whether there is something to
   *     answer it from; must not throw
   * @param runner indexes it; must not throw
   */
  Follower(
      String location,
      Supplier<RepositoryState> opener,
      Predicate<RepositoryState> preparer,
      Consumer<RepositoryState> runner,
      TreeWatcher watcher) {
    this.location = location;
    this.opener = opener;
    this.preparer = preparer;
    this.runner = runner;
    this.watcher = watcher;
    this.thread = new Thread(null, this::run, "follow", 16L * 1024 * 1024);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  String location() {
    return location;
  }

  /** Returns the repository; null if it is not opened within the time, or cannot be. */
  @Nullable RepositoryState state(long timeoutMillis) {
    try {
      return state.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (TimeoutException | ExecutionException e) {
      return null;
    }
  }

  /** Returns why the repository cannot be opened, or null. */
  @Nullable String error() {
    return error;
  }

  private void run() {
    RepositoryState opened;
    try {
      opened = opener.get();
    } catch (CodeIntelException e) {
      error = e.getMessage();
      state.completeExceptionally(e);
      return;
    }
    state.complete(opened);
    try (AutoCloseable watch = watchSoon(opened)) {
      while (!isClosed) {
        wanted.acquire();
        wanted.drainPermits();
        if (isClosed) {
          return;
        }
        long start = System.nanoTime();
        runner.accept(opened);
        TimeUnit.NANOSECONDS.sleep(Math.min(System.nanoTime() - start, MOST_REST_NANOS));
      }
    } catch (InterruptedException e) {
      LOG.debugf("%s is no longer followed", location);
    } catch (Exception e) {
      LOG.warnf("%s is no longer watched: %s", location, e.getMessage());
    } finally {
      opened.watched(false);
    }
  }

  private AutoCloseable watchSoon(RepositoryState opened) throws InterruptedException {
    if (preparer.test(opened)) {
      Thread.sleep(FIRST_LOOK_MILLIS);
    }
    return watch(opened);
  }

  private AutoCloseable watch(RepositoryState opened) {
    SourceRepository repository = opened.repository();
    try {
      AutoCloseable watch = watcher.watch(repository, paths -> changed(opened, paths));
      opened.watched(true);
      return watch;
    } catch (CodeIntelException e) {
      LOG.warnf("%s cannot be watched: %s", location, e.getMessage());
      return () -> {};
    }
  }

  private void changed(RepositoryState opened, Set<String> paths) {
    opened.changed(paths);
    wanted.release();
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
