package dev.codeintel.monitoring;

import java.util.Arrays;

/** The durations of the last 100 operations of one kind. Thread-safe. */
final class RecentDurations {
  private static final int KEPT = 100;
  private static final double NANOS = 1_000_000.0;

  private final long[] nanos = new long[KEPT];
  private long count;

  synchronized void add(long duration) {
    nanos[(int) (count % KEPT)] = duration;
    count++;
  }

  synchronized OperationStatistics statistics(String operation) {
    int size = (int) Math.min(count, KEPT);
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    double sum = 0;
    for (long value : sorted) {
      sum += value;
    }
    return new OperationStatistics(
        operation,
        count,
        size == 0 ? 0 : sum / size / NANOS,
        percentile(sorted, 0),
        percentile(sorted, 100),
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99));
  }

  /** The nearest-rank percentile. */
  private static double percentile(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS;
  }
}
