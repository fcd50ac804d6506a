package dev.codeintel.monitoring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The memory of this process: what the operating system says it occupies, or the committed memory
 * of the JVM where it does not say. Looks again after 10 seconds at the earliest. Thread-safe.
 */
final class MemorySampler {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Path STATUS = Path.of("/proc/self/status");

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
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return ofJvm();
    }
    return ofJvm();
  }

  private static double ofJvm() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return (double) memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}
