package dev.codeintel.indexing;

import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Runs one task for each of many inputs on several threads, and gives the outcomes to the calling
 * thread in the order of the inputs. At most {@link #AHEAD} inputs a thread are worked on ahead,
 * fewer if memory is short, so that one slow input bounds, not swells, what is held. Thread-safe.
 */
final class ParallelTasks {
  private static final int AHEAD = 16;
  private static final long STACK_BYTES = 16L << 20;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final int workers;
  private final IntUnaryOperator ahead;

  /**
   * Makes them.
   *
   * @param workers number of threads
   * @param ahead returns how many inputs may be ahead now, of as many as are wanted
   */
  ParallelTasks(int workers, IntUnaryOperator ahead) {
    this.workers = Math.max(1, workers);
    this.ahead = ahead;
  }

  /**
   * Runs them all.
   *
   * @throws IndexingException if a task throws, or the calling thread is interrupted
   */
  <T, R> void run(Iterable<T> inputs, Function<T, R> task, Consumer<R> sink) {
    ExecutorService executor = Executors.newFixedThreadPool(workers, ParallelTasks::thread);
    try {
      Deque<Future<R>> window = new ArrayDeque<>();
      for (T input : inputs) {
        window.add(executor.submit(() -> task.apply(input)));
        while (window.size() >= ahead.applyAsInt(workers * AHEAD)) {
          sink.accept(get(window.remove()));
        }
      }
      while (!window.isEmpty()) {
        sink.accept(get(window.remove()));
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static <R> R get(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexingException(ErrorCode.UNAVAILABLE, "Indexing was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CodeIntelException known) {
        throw new IndexingException(known.code(), String.valueOf(known.getMessage()), e);
      }
      throw new IndexingException(ErrorCode.INTERNAL, "Indexing failed: " + e.getMessage(), e);
    }
  }

  private static Thread thread(Runnable work) {
    // A parser and a resolver descend as deep as the source nests.
    Thread thread = new Thread(null, work, "parse-" + THREADS.incrementAndGet(), STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
