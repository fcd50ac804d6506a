package dev.codeintel.monitoring;

import java.util.concurrent.TimeUnit;

/**
 * The memory of this process: what the operating system says it occupies, or the committed memory
 * of the JVM where it does not say. Looks again after 10 seconds at the earliest. Thread-safe.
 */
final class MemorySampler {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long sampledAt;
  private double bytes = -1;

  synchronized double bytes() {
    long now = System.nanoTime();
    if (bytes < 0 || now - sampledAt >= INTERVAL_NANOS) {
      bytes = sample();
      sampledAt = now;
    }
    return bytes;
  }

  private static double sample() {
    long resident = ProcessMemory.residentBytes();
    return (double) (resident < 0 ? ProcessMemory.committedBytes() : resident);
  }
}
