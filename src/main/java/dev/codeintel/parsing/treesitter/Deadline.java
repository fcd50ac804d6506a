package dev.codeintel.parsing.treesitter;

import java.time.Duration;

/** A point in time after which work on a file is given up. */
final class Deadline {
  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline after(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean isPast() {
    return System.nanoTime() - nanos > 0;
  }
}
