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

  /** The parser asks every few microseconds; reading the clock costs about one. */
  private static final int CALLS_BETWEEN_LOOKS = 64;

  private final long nanos;
  private int calls;
  private boolean isPast;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline after(Duration limit) {
    return new Deadline(now() + limit.toNanos());
  }

  /** Tells whether the time is over, at most some dozens of calls late. */
  boolean isPast() {
    if (++calls % CALLS_BETWEEN_LOOKS == 0) {
      isPast = now() - nanos > 0;
    }
    return isPast;
  }

  private static long now() {
    return COUNTS_CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
