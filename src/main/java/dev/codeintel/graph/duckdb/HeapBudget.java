package dev.codeintel.graph.duckdb;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that several snapshots share. Thread-safe. */
final class HeapBudget {
  private final AtomicLong free;

  HeapBudget(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Takes {@code bytes} if there are so many. */
  boolean take(long bytes) {
    long before = free.getAndUpdate(left -> left >= bytes ? left - bytes : left);
    return before >= bytes;
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }
}
