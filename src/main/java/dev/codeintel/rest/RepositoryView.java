package dev.codeintel.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.codeintel.catalog.Freshness;
import dev.codeintel.catalog.Progress;
import dev.codeintel.catalog.RepositoryStatus;
import dev.codeintel.model.Snapshot;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository as the status shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RepositoryView(
    String name,
    String id,
    String origin,
    @Nullable SnapshotView snapshot,
    @Nullable String runningStage,
    @Nullable String lastError,
    @Nullable String notWatched) {

  /** Its newest snapshot. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SnapshotView(
      String id,
      String revision,
      String ref,
      String createdAt,
      long ageSeconds,
      @Nullable Integer staleFiles,
      boolean isIndexing,
      Map<String, Long> counts,
      Map<String, Long> skipped,
      Map<String, Long> timings,
      @Nullable String limitation) {

    static SnapshotView of(Snapshot snapshot, Freshness freshness) {
      return new SnapshotView(
          snapshot.id(),
          snapshot.revision(),
          snapshot.ref(),
          snapshot.createdAt().toString(),
          freshness.ageSeconds(),
          freshness.staleFiles() < 0 ? null : freshness.staleFiles(),
          freshness.isIndexing(),
          new TreeMap<>(snapshot.counts()),
          new TreeMap<>(snapshot.skipped()),
          new TreeMap<>(snapshot.timings()),
          snapshot.limitation());
    }
  }

  static RepositoryView of(RepositoryStatus status) {
    Snapshot snapshot = status.snapshot();
    Freshness freshness = status.freshness();
    Progress progress = status.progress();
    return new RepositoryView(
        status.name(),
        status.id(),
        status.origin(),
        snapshot == null || freshness == null ? null : SnapshotView.of(snapshot, freshness),
        progress == null ? null : progress.stage().label(),
        status.lastError(),
        status.notWatched());
  }
}
