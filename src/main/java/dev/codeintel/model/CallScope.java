package dev.codeintel.model;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The time one call may take, over all its parts, and the wish of who asked to have it stopped. It
 * is bound to the thread that answers, so that whoever works for the call finds it without having
 * been handed it. Thread-safe.
 */
public final class CallScope {
  private static final CallScope UNLIMITED = new CallScope(0, false);
  private static final ThreadLocal<CallScope> CURRENT = new ThreadLocal<>();

  private final long deadline;
  private final boolean isLimited;
  private final Set<Runnable> stoppers = ConcurrentHashMap.newKeySet();
  private volatile boolean isCancelled;

  private CallScope(long deadline, boolean isLimited) {
    this.deadline = deadline;
    this.isLimited = isLimited;
  }

  /** Makes the scope of a call that begins now. */
  public static CallScope lasting(Duration limit) {
    return new CallScope(System.nanoTime() + limit.toNanos(), true);
  }

  /** Returns the scope of this thread; without one, a scope that never ends. */
  public static CallScope current() {
    CallScope current = CURRENT.get();
    return current == null ? UNLIMITED : current;
  }

  /** Does some work of the call on this thread. */
  public <T> T call(Supplier<T> work) {
    CallScope outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** Stops the call: nobody waits for it any more. */
  public void cancel() {
    isCancelled = true;
    stoppers.forEach(Runnable::run);
  }

  /** Tells whether nobody waits for the call any more. */
  public boolean isCancelled() {
    return isCancelled;
  }

  /** Returns the milliseconds left, at least 0; a large number if there is no limit. */
  public long remainingMillis() {
    return isLimited ? Math.max(0, (deadline - System.nanoTime()) / 1_000_000) : Integer.MAX_VALUE;
  }

  /**
   * Ends the work if nobody waits for it, or its time is over. To be called now and then by what
   * may take long.
   *
   * @throws CancelledCall if nobody waits for the call any more
   * @throws CallTimeoutException if its time is over
   */
  public void check() {
    if (isCancelled) {
      throw new CancelledCall();
    }
    if (isLimited && System.nanoTime() - deadline >= 0) {
      throw new CallTimeoutException();
    }
  }

  /**
   * Has something run if the call is cancelled, from whatever thread cancels it; at once if it was.
   * It must be quick and not throw.
   *
   * @return takes it back
   */
  public Registration onCancel(Runnable stopper) {
    if (this == UNLIMITED) {
      return () -> {};
    }
    stoppers.add(stopper);
    if (isCancelled) {
      stopper.run();
    }
    return () -> stoppers.remove(stopper);
  }

  /** Something that is to run if a call is cancelled. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    /** Takes it back. */
    @Override
    void close();
  }
}
