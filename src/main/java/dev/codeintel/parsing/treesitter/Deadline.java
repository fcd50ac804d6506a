package dev.codeintel.parsing.treesitter;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * The end of the time one file may take. Counted in CPU time of the calling thread where the
 * machine can tell, so that a busy machine gives up no file that a calm one would parse. To be
 * asked by the thread that made it.
 */
final class Deadline {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean COUNTS_CPU =
      THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline after(Duration limit) {
    return new Deadline(now() + limit.toNanos());
  }

  boolean isPast() {
    return now() - nanos > 0;
  }

  private static long now() {
    return COUNTS_CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
