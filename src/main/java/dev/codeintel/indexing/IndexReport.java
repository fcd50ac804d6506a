package dev.codeintel.indexing;

import dev.codeintel.model.Snapshot;
import java.time.Duration;

/**
 * The outcome of one index run.
 *
 * @param snapshot what was published, or was current already
 * @param isUnchanged whether nothing had changed, so that no new snapshot was written
 * @param duration wall time
 * @param peakHeapBytes highest use of heap seen
 */
public record IndexReport(
    Snapshot snapshot, boolean isUnchanged, Duration duration, long peakHeapBytes) {}
