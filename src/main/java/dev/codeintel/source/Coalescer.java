package dev.codeintel.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Gathers changes until there was quiet for a while, or the first has waited long enough, and hands
 * them on together, one batch at a time. Thread-safe.
 */
final class Coalescer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Coalescer.class);

  /**
   * What changed.
   *
   * @param paths changed paths, and whether each was a folder
   * @param isEverything whether changes were lost, so that anything may have changed
   */
  record Batch(Map<String, Boolean> paths, boolean isEverything) {}

  /** How long to wait before it is asked again whether more is to come. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final long quietNanos;
  private final long maxDelayNanos;
  private final BooleanSupplier isMoreToCome;
  private final Consumer<Batch> receiver;
  private final ScheduledExecutorService executor;

  // guarded by this
  private Map<String, Boolean> paths = new HashMap<>();
  private boolean isEverything;
  private boolean isScheduled;
  private long first;
  private long last;

  /**
   * @param isMoreToCome while it says so nothing is handed over, however long that takes
   */
  Coalescer(
      Duration quietTime,
      Duration maxDelay,
      BooleanSupplier isMoreToCome,
      Consumer<Batch> receiver) {
    this.quietNanos = quietTime.toNanos();
    this.maxDelayNanos = maxDelay.toNanos();
    this.isMoreToCome = isMoreToCome;
    this.receiver = receiver;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "code-intel-changes");
              thread.setDaemon(true);
              return thread;
            });
  }

  synchronized void add(String path, boolean isFolder) {
    paths.put(path, isFolder);
    touch();
  }

  /** Returns whether that was not known yet. */
  synchronized boolean addEverything() {
    boolean isNew = !isEverything;
    isEverything = true;
    touch();
    return isNew;
  }

  /** Has something done at a regular interval by the thread that hands changes on. */
  void every(Duration interval, Runnable task) {
    try {
      var unused =
          executor.scheduleWithFixedDelay(
              task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("closed already", e);
    }
  }

  private void touch() {
    last = System.nanoTime();
    if (!isScheduled) {
      isScheduled = true;
      first = last;
      schedule(Math.min(quietNanos, maxDelayNanos));
    }
  }

  private void schedule(long nanos) {
    try {
      var unused = executor.schedule(this::flush, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      isScheduled = false; // closed meanwhile: nobody waits for it any more
    }
  }

  private void flush() {
    Batch batch;
    boolean isMore = isMoreToCome.getAsBoolean();
    synchronized (this) {
      long now = System.nanoTime();
      long quiet = last - now + quietNanos;
      long due =
          isMore ? Math.max(quiet, LOOK_NANOS) : Math.min(quiet, first - now + maxDelayNanos);
      if (due > 0) {
        schedule(due);
        return;
      }
      batch = new Batch(paths, isEverything);
      paths = new HashMap<>();
      isEverything = false;
      isScheduled = false;
    }
    receiver.accept(batch);
  }

  /** Ends the thread; what waits is dropped. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
