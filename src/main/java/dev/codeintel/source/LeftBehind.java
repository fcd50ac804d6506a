package dev.codeintel.source;

import dev.codeintel.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that may hang in the operating system: on a file system that does not answer, or on a pipe
 * that took the place of a file at the wrong moment. It runs on a thread that is left behind when
 * it does not end in time, because nothing can end it.
 */
final class LeftBehind {
  private LeftBehind() {}

  /**
   * Returns what the work returns, or throws what it throws.
   *
   * @param what for the message, for example "Walking over shop"
   * @throws SourceException {@code UNAVAILABLE} if it does not end in time
   */
  static <T> T unlessDone(String what, Duration limit, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(work, result), "code-intel-walk");
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new SourceException(
          ErrorCode.UNAVAILABLE,
          what
              + " does not come to an end. Check that the file system answers and that nothing"
              + " replaces files by pipes, then try again.",
          e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new SourceException(ErrorCode.UNAVAILABLE, what + " was interrupted.", e);
    }
  }

  private static <T> void run(Supplier<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }
}
