package dev.codeintel.tools;

import dev.codeintel.monitoring.Meters;
import dev.codeintel.monitoring.OperationStatistics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long tools took, in the meters and in {@code index_status}. Thread-safe. */
@Singleton
public class OperationTimes {
  private final Meters meters;

  @Inject
  public OperationTimes(Meters meters) {
    this.meters = meters;
  }

  /** Records one call. */
  void record(String tool, long nanos) {
    meters.record(tool, nanos);
  }

  /** Returns count, avg, min, max, p50, p95 and p99 in milliseconds by operation. */
  Map<String, Map<String, Object>> summary() {
    Map<String, Map<String, Object>> summary = new LinkedHashMap<>();
    for (OperationStatistics statistics : meters.statistics()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("count", statistics.count());
      values.put("avg_ms", rounded(statistics.average()));
      values.put("min_ms", rounded(statistics.min()));
      values.put("max_ms", rounded(statistics.max()));
      values.put("p50_ms", rounded(statistics.p50()));
      values.put("p95_ms", rounded(statistics.p95()));
      values.put("p99_ms", rounded(statistics.p99()));
      summary.put(statistics.operation(), values);
    }
    return summary;
  }

  private static double rounded(double millis) {
    return Math.round(millis * 100) / 100.0;
  }
}
