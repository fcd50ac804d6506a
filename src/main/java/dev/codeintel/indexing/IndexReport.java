package dev.codeintel.indexing;

import dev.codeintel.model.Snapshot;
import java.time.Duration;
import java.util.Map;

/**
 * The outcome of one index run.
 *
 * @param snapshot what was published, or was current already
 * @param isUnchanged whether nothing had changed, so that no new snapshot was written
 * @param duration wall time
 * @param peakHeapBytes highest use of heap seen
 * @param because why each file was processed, by path; under the empty path why all were; empty if
 *     nothing had changed
 */
public record IndexReport(
    Snapshot snapshot,
    boolean isUnchanged,
    Duration duration,
    long peakHeapBytes,
    Map<String, String> because) {
  public IndexReport {
    because = Map.copyOf(because);
  }
}
