package dev.codeintel.monitoring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process, heap and native. Stateless and thread-safe. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private ProcessMemory() {}

  /** Returns what the operating system says is resident; -1 where it does not say. */
  static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
    return -1;
  }

  /** Returns what the JVM has reserved of the machine for itself. */
  static long committedBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }

  /**
   * Returns what is in use: resident memory without the part of the heap that is free for new
   * objects. Where the operating system tells nothing, what the JVM knows of, which leaves native
   * libraries out.
   */
  public static long usedBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    long resident = residentBytes();
    return resident < 0
        ? heap.getUsed() + memory.getNonHeapMemoryUsage().getCommitted()
        : usedBytes(resident, heap.getCommitted(), heap.getUsed());
  }

  /** What was never written to of the committed heap is not resident, so this may be too little. */
  static long usedBytes(long resident, long committedHeap, long usedHeap) {
    return Math.max(usedHeap, resident - (committedHeap - usedHeap));
  }
}
