package dev.codeintel.source;

import java.io.IOException;

/** Bytes and time that may be spent on one question. For one thread. */
final class ReadBudget {
  private final long maxBytes;
  private final long deadlineNanos;
  private long bytes;

  ReadBudget(long maxBytes, long maxNanos) {
    this.maxBytes = maxBytes;
    this.deadlineNanos = System.nanoTime() + maxNanos;
  }

  /**
   * Counts bytes that were read.
   *
   * @throws IOException if they are too many, or the time is over
   */
  void take(long count) throws IOException {
    bytes += count;
    if (bytes > maxBytes) {
      throw new IOException("more than " + maxBytes + " bytes to read");
    }
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new IOException("reading takes too long");
    }
  }
}
