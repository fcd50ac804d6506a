package dev.codeintel.indexing;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.Snapshot;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks at a repository now and compares it with a snapshot. Looking costs a walk, so the outcome
 * is reused for a while: the configured time, or twenty times what the walk took. Thread-safe.
 */
final class FreshnessProbe {
  private static final int REST = 20;

  /**
   * What a look found.
   *
   * @param staleFiles -1 if unknown
   * @param headRevision empty if unknown
   */
  record Outcome(int staleFiles, String headRevision) {
    static final Outcome UNKNOWN = new Outcome(-1, "");
  }

  private final SourceRepository repository;
  private final Duration interval;
  private String snapshotId = "";
  private long validUntil;
  private Outcome outcome = Outcome.UNKNOWN;

  FreshnessProbe(SourceRepository repository, Duration interval) {
    this.repository = repository;
    this.interval = interval;
  }

  /**
   * @param isWatched whether {@code pendingFiles} tells what changed, so that no walk is needed
   */
  synchronized Outcome look(
      String ofSnapshot,
      boolean isWatched,
      int pendingFiles,
      Supplier<Map<String, FileStamp>> stamps) {
    long now = System.nanoTime();
    if (!snapshotId.equals(ofSnapshot) || now - validUntil >= 0) {
      outcome = look(isWatched, stamps);
      snapshotId = ofSnapshot;
      long took = System.nanoTime() - now;
      validUntil = System.nanoTime() + Math.max(interval.toNanos(), took * REST);
    }
    return isWatched ? new Outcome(pendingFiles, outcome.headRevision()) : outcome;
  }

  /** Takes over what a run has just seen, so that the first answer from it need not look. */
  synchronized void published(Snapshot snapshot) {
    snapshotId = snapshot.id();
    outcome = new Outcome(0, snapshot.revision());
    validUntil = System.nanoTime() + interval.toNanos();
  }

  private Outcome look(boolean isWatched, Supplier<Map<String, FileStamp>> stamps) {
    try {
      SourceTree tree = repository.walk();
      String revision = repository.revision(tree).revision();
      int stale = isWatched ? 0 : TreeComparison.staleFiles(repository, tree, stamps.get());
      return new Outcome(stale, revision);
    } catch (CodeIntelException e) {
      return Outcome.UNKNOWN;
    }
  }
}
