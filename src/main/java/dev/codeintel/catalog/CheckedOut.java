package dev.codeintel.catalog;

import dev.codeintel.source.SourceRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is checked out in one repository now. That costs a few small reads, but a file system may
 * not answer: they are made on other threads, and an answer waits a moment for them and not again
 * until they are over. Thread-safe.
 */
final class CheckedOut {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration KEEP_THREADS = Duration.ofSeconds(30);

  /** At most one thread a repository hangs here. */
  private static final Executor THREADS = threads();

  private final SourceRepository repository;

  // guarded by this
  private @Nullable CompletableFuture<String> hanging;

  CheckedOut(SourceRepository repository) {
    this.repository = repository;
  }

  private static Executor threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        KEEP_THREADS.toMillis(),
        TimeUnit.MILLISECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "code-intel-head");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Returns the ref; empty if it cannot be told now. */
  Optional<String> ref() {
    return ask(false);
  }

  /** Returns what changes with the ref and the commit; empty if it cannot be told now. */
  Optional<String> head() {
    return ask(true);
  }

  private Optional<String> ask(boolean isHead) {
    synchronized (this) {
      if (hanging != null && !hanging.isDone()) {
        return Optional.empty();
      }
      hanging = null;
    }
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> isHead ? repository.head() : repository.ref(), THREADS);
    try {
      return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      synchronized (this) {
        hanging = answer;
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
