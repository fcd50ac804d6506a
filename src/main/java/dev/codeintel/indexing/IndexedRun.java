package dev.codeintel.indexing;

import dev.codeintel.model.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that is written but not published.
 *
 * @param baseline what the next update starts from; null if it cannot be updated
 * @param because why each file was processed, by path; under the empty path why all were
 */
record IndexedRun(Snapshot snapshot, @Nullable Baseline baseline, Map<String, String> because) {
  IndexedRun {
    because = Map.copyOf(because);
  }
}
