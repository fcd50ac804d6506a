package dev.codeintel.config;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;

/** The memory this process should stay below. Immutable and thread-safe. */
@Singleton
public final class MemoryBudget {
  private static final long UNKNOWN_MACHINE = 4L << 30;

  private final long bytes;

  @Inject
  MemoryBudget(MemoryConfig config) {
    this(config.budget().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE));
  }

  private MemoryBudget(long wanted) {
    this.bytes = Math.max(1, Math.min(wanted, machine() / 4 * 3));
  }

  /** Returns a budget of so many bytes, or of what the machine allows if that is less. */
  public static MemoryBudget of(long bytes) {
    return new MemoryBudget(bytes);
  }

  /** Returns the budget of a process for which none is configured. */
  public static MemoryBudget ofMachine() {
    return new MemoryBudget(Long.MAX_VALUE);
  }

  /** Returns the budget, at least 1. */
  public long bytes() {
    return bytes;
  }

  /** The JVM answers with the limit of the control group (version 1 or 2) if there is one. */
  private static long machine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : UNKNOWN_MACHINE;
  }
}
