package dev.codeintel.indexing;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A figure that is dear to get: the last one is given again for a while. Not thread-safe. */
final class Sampled implements LongSupplier {
  private final LongSupplier figure;
  private final long nanos;
  private boolean isKnown;
  private long last;
  private long lookedAt;

  /**
   * Samples a figure.
   *
   * @param every how long one is good for
   */
  Sampled(LongSupplier figure, Duration every) {
    this.figure = figure;
    this.nanos = every.toNanos();
  }

  @Override
  public long getAsLong() {
    long now = System.nanoTime();
    if (!isKnown || now - lookedAt >= nanos) {
      last = figure.getAsLong();
      lookedAt = now;
      isKnown = true;
    }
    return last;
  }
}
