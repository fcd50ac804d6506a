package dev.codeintel.indexing;

import dev.codeintel.cache.TieredCache;
import dev.codeintel.config.MemoryBudget;
import dev.codeintel.monitoring.ProcessMemory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps index runs within the memory budget by how many files they read ahead: what is read, parsed
 * and not yet taken over is what a run can do without. Above 80 % of the budget the cache in memory
 * gives way first; above 90 % the number is halved, not below {@link #LEAST_AHEAD}; below 80 % it
 * grows back by one a file. A run asks before each file, and waits for outcomes while it is over
 * the number, which is the back-pressure. Thread-safe; shared by all runs of the process.
 *
 * <p>It never collects garbage: the collector works by itself when the heap is full, and memory
 * that is free within the heap does not count as used.
 */
@Singleton
final class MemoryGovernor {
  static final int LEAST_AHEAD = 10;
  private static final double CACHES_GIVE_WAY = 0.8;
  private static final double RUNS_SLOW_DOWN = 0.9;

  /** A file takes a few milliseconds; asking the operating system takes a quarter of one. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private static final Logger LOG = Logger.getLogger(MemoryGovernor.class);

  private final long budget;
  private final LongSupplier usedBytes;
  private final TieredCache cache;
  private int ahead = Integer.MAX_VALUE;

  @Inject
  MemoryGovernor(MemoryBudget budget, TieredCache cache) {
    this(budget.bytes(), new Sampled(ProcessMemory::usedBytes, LOOK_EVERY), cache);
  }

  MemoryGovernor(long budget, LongSupplier usedBytes, TieredCache cache) {
    this.budget = budget;
    this.usedBytes = usedBytes;
    this.cache = cache;
  }

  /** Tells whether what can wait should wait. */
  boolean isTight() {
    return usedBytes.getAsLong() > budget * RUNS_SLOW_DOWN;
  }

  /** Frees what it can after a run failed for want of memory, so that the next has a chance. */
  synchronized void ranOut() {
    cache.shrinkMemoryTo(0);
    ahead = LEAST_AHEAD;
  }

  /**
   * Returns how many files a run may have read and not yet taken over, as memory is now.
   *
   * @param most what it may have while there is room
   * @return at most {@code most}
   */
  synchronized int filesAhead(int most) {
    double share = usedBytes.getAsLong() / (double) budget;
    ahead = Math.min(ahead, most);
    if (share > CACHES_GIVE_WAY) {
      cache.shrinkMemoryTo(cache.memoryBytes() / 2);
    }
    if (share > RUNS_SLOW_DOWN) {
      int less = Math.min(most, Math.max(LEAST_AHEAD, ahead / 2));
      if (less < ahead) {
        LOG.debugf("%.0f %% of the memory budget is used: %d files ahead", share * 100, less);
      }
      ahead = less;
    } else if (share <= CACHES_GIVE_WAY && ahead < most) {
      ahead++;
    }
    return ahead;
  }
}
