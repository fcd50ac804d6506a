package dev.codeintel.indexing;

import dev.codeintel.catalog.RepositoryActivity;
import dev.codeintel.catalog.TreeComparison;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.IndexStage;
import dev.codeintel.model.Snapshot;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.scip.ScipFile;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotException;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotOwner;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next snapshot of a repository, unless the newest is still right: by updating it if that
 * pays, else whole; publishes it and brings the search index up to it. Thread-safe: the writer's
 * lock lets one run at a time have a repository's ref.
 */
final class IndexRun {
  private static final Logger LOG = Logger.getLogger(IndexRun.class);

  /** A branch that is switched during each of so many runs is given up on. */
  private static final int MAX_TRIES = 3;

  private final GraphStore graphs;
  private final SnapshotStore snapshots;
  private final FactExtractor extractor;
  private final SearchIndexes searchIndexes;
  private final IndexingPipeline pipeline;
  private final SnapshotUpdater updater;
  private final BooleanSupplier isClosed;

  /** What the next update of a repository starts from, as long as there is memory for it. */
  private final ConcurrentMap<String, SoftReference<Baseline>> baselines =
      new ConcurrentHashMap<>();

  IndexRun(
      GraphStore graphs,
      SnapshotStore snapshots,
      FactExtractor extractor,
      SearchIndexes searchIndexes,
      IndexingPipeline pipeline,
      SnapshotUpdater updater,
      BooleanSupplier isClosed) {
    this.graphs = graphs;
    this.snapshots = snapshots;
    this.extractor = extractor;
    this.searchIndexes = searchIndexes;
    this.pipeline = pipeline;
    this.updater = updater;
    this.isClosed = isClosed;
  }

  /**
   * Indexes a repository.
   *
   * @param force whether to make a snapshot even if nothing changed
   * @param scip what corrects the relationships, or null
   * @throws CodeIntelException of the stage that failed; the last good snapshot stays
   */
  IndexReport run(
      RepositoryActivity activity, boolean force, @Nullable ScipFile scip, IndexProgress progress) {
    long start = System.nanoTime();
    RepositoryActivity.Run run = activity.begin();
    String error = "Indexing ended unexpectedly.";
    String snapshotId = null;
    try {
      IndexReport report =
          run(
              activity,
              force,
              scip,
              start,
              (stage, done, total) -> {
                activity.progress(stage, done, total);
                progress.update(stage, done, total);
              });
      snapshotId = report.snapshot().id();
      return report;
    } catch (CodeIntelException e) {
      error = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (snapshotId == null) {
        activity.failed(run, error);
      } else {
        activity.succeeded(run, snapshotId);
      }
    }
  }

  private IndexReport run(
      RepositoryActivity activity,
      boolean force,
      @Nullable ScipFile scip,
      long start,
      IndexProgress progress) {
    SourceRepository repository = activity.repository();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      String ref = repository.ref();
      IndexReport report = publish(activity, ref, force, scip, start, progress);
      if (report != null) {
        snapshots.choose(repository.id(), ref);
        updateSearch(repository, ref, force, progress);
        return report;
      }
    }
    throw new IndexingException(
        ErrorCode.UNAVAILABLE,
        "Another branch of " + repository.name() + " is checked out each time; try again later.",
        null);
  }

  /** Returns null, with nothing published, if another ref was checked out meanwhile. */
  private @Nullable IndexReport publish(
      RepositoryActivity activity,
      String ref,
      boolean force,
      @Nullable ScipFile scip,
      long start,
      IndexProgress progress) {
    SourceRepository repository = activity.repository();
    SnapshotOwner owner =
        new SnapshotOwner(repository.id(), repository.name(), repository.origin(), ref);
    IndexedRun run;
    try (PendingSnapshot pending = begin(owner)) {
      RunFigures figures = new RunFigures();
      progress.update(IndexStage.WALK, 0, -1);
      SourceTree tree = figures.time("walk", repository::walk);
      progress.update(IndexStage.WALK, tree.files().size(), tree.files().size());
      Revision revision = new Revision(repository.revision(tree).revision(), ref);
      Optional<Snapshot> same = force ? Optional.empty() : unchanged(repository, revision, tree);
      if (same.isPresent()) {
        return report(same.get(), true, Map.of(), start);
      }
      UpdateOutcome outcome =
          force
              ? new UpdateOutcome.Declined("it was asked for")
              : update(activity, revision, tree, pending, figures.beginning(), progress);
      if (outcome instanceof UpdateOutcome.Updated updated) {
        run = updated.run();
      } else {
        String why = ((UpdateOutcome.Declined) outcome).why();
        LOG.debugf("All files of %s are processed: %s", repository.name(), why);
        run = pipeline.run(repository, revision, tree, scip, why, pending, figures, progress);
      }
      run.because().forEach((path, why) -> LOG.debugf("%s is processed: %s", path, why));
      if (!repository.ref().equals(ref)) {
        LOG.debugf("Another ref than %s of %s is checked out now", ref, repository.name());
        return null;
      }
      pending.publish();
      baselines.put(repository.id(), new SoftReference<>(run.baseline()));
      progress.update(IndexStage.PUBLISH, 1, 1);
      LOG.debugf("Published %s of %s", pending.id(), repository.name());
    }
    return report(run.snapshot(), false, run.because(), start);
  }

  /**
   * The snapshot answers already; without an index its search ranks less well. Whoever finds the
   * index being updated leaves it to that one, which looks for a newer snapshot when it is done.
   */
  private void updateSearch(
      SourceRepository repository, String ref, boolean force, IndexProgress progress) {
    progress.update(IndexStage.SEARCH, 0, -1);
    String done = "";
    boolean isSuspect = force;
    try {
      while (true) {
        try (SnapshotLease lease = lease(repository.id(), ref)) {
          SymbolGraph graph = graphs.read(lease);
          String id = graph.snapshot().id();
          if (id.equals(done) || !searchIndexes.update(graph, isSuspect)) {
            return;
          }
          done = id;
          isSuspect = false;
        }
      }
    } catch (RuntimeException | LinkageError e) {
      if (isClosed.getAsBoolean()) {
        LOG.debugf(e, "Stopped while the search index was updated");
      } else if (e instanceof CodeIntelException) {
        LOG.warn(e.getMessage());
      } else {
        LOG.errorf(e, "The search index of %s could not be updated", repository.name());
      }
    }
  }

  /** The newest snapshot of the ref is updated; a new ref starts from the newest of any. */
  private UpdateOutcome update(
      RepositoryActivity activity,
      Revision revision,
      SourceTree tree,
      PendingSnapshot pending,
      RunFigures figures,
      IndexProgress progress) {
    SourceRepository repository = activity.repository();
    try (SnapshotLease lease =
        snapshots
            .open(repository.id(), revision.ref())
            .or(() -> snapshots.open(repository.id(), ""))
            .orElse(null)) {
      if (lease == null) {
        return new UpdateOutcome.Declined("there is no snapshot yet");
      }
      if (lease.isDamaged()) {
        // A copy of it would be damaged as well, and call itself right.
        return new UpdateOutcome.Declined("the snapshot before is damaged");
      }
      SnapshotUpdater.Base base =
          new SnapshotUpdater.Base(graphs.read(lease), lease.file(), retained(repository.id()));
      return updater.run(repository, revision, tree, base, pending, figures, progress);
    } catch (SnapshotException e) {
      return new UpdateOutcome.Declined("the snapshot cannot be read");
    }
  }

  private @Nullable Baseline retained(String repositoryId) {
    SoftReference<Baseline> baseline = baselines.get(repositoryId);
    return baseline == null ? null : baseline.get();
  }

  private PendingSnapshot begin(SnapshotOwner owner) {
    try {
      return snapshots.begin(owner);
    } catch (SnapshotException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        throw new IndexingException(e.code(), String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private SnapshotLease lease(String repositoryId, String ref) {
    return snapshots
        .open(repositoryId, ref)
        .orElseThrow(
            () ->
                new IndexingException(
                    ErrorCode.INTERNAL, "The snapshot just published is gone.", null));
  }

  private Optional<Snapshot> unchanged(
      SourceRepository repository, Revision revision, SourceTree tree) {
    try (SnapshotLease lease = snapshots.open(repository.id(), revision.ref()).orElse(null)) {
      if (lease == null || lease.isDamaged()) {
        return Optional.empty();
      }
      SymbolGraph graph = graphs.read(lease);
      Snapshot snapshot = graph.snapshot();
      boolean isSame =
          snapshot.extractorVersion().equals(extractor.version())
              && snapshot.revision().equals(revision.revision())
              && TreeComparison.isUnchanged(repository, tree, graph.fileStamps());
      return isSame ? Optional.of(snapshot) : Optional.empty();
    } catch (SnapshotException e) {
      LOG.infof("%s It is being indexed again.", e.getMessage());
      return Optional.empty();
    }
  }

  private static IndexReport report(
      Snapshot snapshot, boolean isUnchanged, Map<String, String> because, long start) {
    return new IndexReport(
        snapshot,
        isUnchanged,
        Duration.ofNanos(System.nanoTime() - start),
        RunFigures.peakHeapBytes(),
        because);
  }
}
