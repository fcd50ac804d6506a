package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.GraphException;
import dev.codeintel.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something of one snapshot that is looked up in the database at first, and in memory once the
 * look-ups have taken as long as reading everything does, if the budget allows. So, if it fits, it
 * costs at most twice what the better of both would have. The answers are the same. Closing gives
 * the memory back. Thread-safe.
 *
 * @param <T> how it is looked up
 */
final class Cached<T> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Cached.class);

  private final T database;
  private final Supplier<Copy<? extends T>> reader;
  private final long patienceNanos;
  private final HeapBudget budget;
  private final Executor background;
  private final AtomicLong spentNanos = new AtomicLong();
  private final AtomicBoolean isAskedFor = new AtomicBoolean();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable T memory;
  private volatile boolean isClosed;

  /** What was taken from the budget. Guarded by {@link #reading}. */
  private long taken;

  /**
   * What can be read into memory.
   *
   * @param bytes about how much heap it takes
   * @param reader reads it
   */
  record Copy<T>(long bytes, Reader<T> reader) {}

  /** Reads something into memory. */
  @FunctionalInterface
  interface Reader<T> {

    /**
     * Reads it.
     *
     * @param check called often; throws if what is read is not wanted any more
     */
    T read(Runnable check);
  }

  /**
   * Makes one.
   *
   * @param reader asked once
   * @param patience so long look-ups in the database may take together before everything is read
   * @param background runs the reading once, which may take a second
   */
  Cached(
      T database,
      Supplier<Copy<? extends T>> reader,
      Duration patience,
      HeapBudget budget,
      Executor background) {
    this.database = database;
    this.reader = reader;
    this.patienceNanos = patience.toNanos();
    this.budget = budget;
    this.background = background;
  }

  /** Asks one question, where that is quicker. */
  <R> R ask(Function<? super T, ? extends R> question) {
    T read = memory;
    if (read != null) {
      return question.apply(read);
    }
    long start = System.nanoTime();
    try {
      return question.apply(database);
    } finally {
      spend(System.nanoTime() - start);
    }
  }

  private void spend(long nanos) {
    if (spentNanos.addAndGet(nanos) >= patienceNanos && isAskedFor.compareAndSet(false, true)) {
      background.execute(this::read);
    }
  }

  /** Reads everything, unless it does not fit, fails, or all is closed by now. */
  private void read() {
    reading.lock();
    try {
      if (!isClosed) {
        Copy<? extends T> copy = reader.get();
        if (budget.take(copy.bytes())) {
          taken = copy.bytes();
          memory = copy.reader().read(this::checkWanted);
        }
      }
    } catch (GraphException e) {
      // It took too long, or is given up. The look-up itself may well succeed.
      LOG.debug("A snapshot cannot be read into memory", e);
    } finally {
      if (memory == null) {
        giveBack();
      }
      reading.unlock();
    }
  }

  private void checkWanted() {
    if (isClosed) {
      throw new GraphException(ErrorCode.UNAVAILABLE, "The snapshot is closed.", null);
    }
  }

  private void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }

  /** A reading under way is given up; waits until it has ended. */
  @Override
  public void close() {
    isClosed = true;
    reading.lock();
    try {
      giveBack();
      memory = null;
    } finally {
      reading.unlock();
    }
  }
}
