package dev.codeintel.indexing;

import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.SkipReason;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts, skip reasons, timings and memory of one run. For the thread that runs it. */
final class RunFigures {
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> timings = new TreeMap<>();

  RunFigures() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
  }

  <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      timings.merge(stage, (System.nanoTime() - start) / 1_000_000, Long::sum);
    }
  }

  void add(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  void file(IndexedFile file) {
    add("files", 1);
    add("files_" + file.status().label(), 1);
    add("lines", file.lines());
    if (file.text() != null) {
      add("bytes", Math.max(0, file.bytes()));
    }
    SkipReason reason = file.reason();
    if (reason != null) {
      skipped.merge(reason.label(), 1L, Long::sum);
    }
  }

  Map<String, Long> counts() {
    return counts;
  }

  Map<String, Long> skipped() {
    return skipped;
  }

  Map<String, Long> timings() {
    return timings;
  }

  /** Returns the highest use of heap since this run began. */
  static long peakHeapBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getPeakUsage() != null) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes;
  }
}
