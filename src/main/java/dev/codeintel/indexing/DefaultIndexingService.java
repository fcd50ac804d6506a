package dev.codeintel.indexing;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.catalog.RepositoryActivity;
import dev.codeintel.catalog.ServedRepositories;
import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingService;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.IndexStage;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Snapshot;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.FactCache;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.scip.ScipFile;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.source.SourceRepositories;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.TreeWatcher;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Indexes repositories with the stages it is given: now, or whenever a followed folder changes. */
@Singleton
public final class DefaultIndexingService implements IndexingService, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DefaultIndexingService.class);

  /** What another process does to an index comes in between now and then. */
  private static final int MAX_TRIES = 3;

  private final SourceRepositories sources;
  private final Catalog catalog;
  private final ServedRepositories served;
  private final TreeWatcher watcher;
  private final MemoryGovernor governor;
  private final EmbeddingService embedding;
  private final IndexRun run;
  private final Duration compareInterval;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private volatile boolean isClosed;

  @Inject
  DefaultIndexingService(
      SourceRepositories sources,
      FactCache extractor,
      Resolver resolver,
      GraphStore graphs,
      SnapshotStore snapshots,
      Catalog catalog,
      ServedRepositories served,
      TreeWatcher watcher,
      Meters meters,
      MemoryGovernor governor,
      SearchIndexes searchIndexes,
      EmbeddingService embedding,
      IndexingConfig config) {
    this.sources = sources;
    this.catalog = catalog;
    this.served = served;
    this.watcher = watcher;
    this.governor = governor;
    this.embedding = embedding;
    this.compareInterval = config.compareInterval();
    int workers = config.workers().orElse(Runtime.getRuntime().availableProcessors());
    ParallelTasks tasks = new ParallelTasks(workers, governor::filesAhead);
    Clock clock = Clock.systemUTC();
    this.run =
        new IndexRun(
            graphs,
            snapshots,
            extractor,
            searchIndexes,
            new IndexingPipeline(extractor, resolver, graphs, meters, tasks, clock),
            new SnapshotUpdater(extractor, resolver, graphs, tasks, clock),
            () -> isClosed);
    snapshots.whenDamaged(
        owner -> followers.forEach(follower -> follower.runAgain(owner.repositoryId())));
  }

  @Override
  public IndexReport index(String location, boolean force, IndexProgress progress) {
    return run.run(open(location), force, null, progress);
  }

  @Override
  public IndexReport index(String location, Path scip, IndexProgress progress) {
    try (ScipFile file = ScipFile.open(scip)) {
      return run.run(open(location), true, file, progress);
    }
  }

  private RepositoryActivity open(String location) {
    return served.activity(sources.open(location));
  }

  @Override
  public void embed(String location, IndexProgress progress) {
    SourceRepository repository = open(location).repository();
    String ref = repository.ref();
    catalog.open(repository.id(), ref).close();
    progress.update(IndexStage.EMBED, 0, -1);
    Consumer<Embedded> listener = now -> progress.update(IndexStage.EMBED, now.done(), now.of());
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Embedded now;
      do {
        now = embedding.some(repository.id(), ref, listener);
        if (now.of() > 0) {
          listener.accept(now);
        }
      } while (now.state() == EmbeddingState.OPEN);
      if (now.state() == EmbeddingState.COMPLETE) {
        return;
      }
      if (now.state() == EmbeddingState.STORE_UNAVAILABLE) {
        throw new IndexingException(
            ErrorCode.UNAVAILABLE,
            "The vector store cannot be used; what is embedded is kept. Try again when it can.",
            null);
      }
    }
    throw new IndexingException(
        ErrorCode.UNAVAILABLE,
        "Another process embeds or indexes " + repository.name() + "; what is done is kept.",
        null);
  }

  @Override
  public void follow(String location) {
    Follower follower =
        new Follower(
            served.serve(location),
            () -> open(location),
            this::prepare,
            this::runInBackground,
            watcher,
            compareInterval);
    followers.add(follower);
    follower.start();
  }

  /**
   * Opens the last snapshot, while the client and this process greet each other.
   *
   * @return false if there is none
   */
  private boolean prepare(RepositoryActivity activity) {
    try (GraphLease lease = catalog.open(activity.repository().id(), "")) {
      LOG.debugf("Serves %s", lease.graph().snapshot().id());
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      LOG.debug("No snapshot can be opened yet", e);
      return false;
    }
  }

  /**
   * If it fails, the last good snapshot goes on serving.
   *
   * @return whether it went well
   */
  private boolean runInBackground(RepositoryActivity activity) {
    String ref = "";
    boolean isDone = false;
    try {
      Snapshot snapshot = run.run(activity, false, null, IndexProgress.NONE).snapshot();
      ref = snapshot.ref();
      isDone = !snapshot.skipped().containsKey(SkipReason.PARSER_NOT_TRIED.label());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failedInBackground(activity, e);
    }
    embedding.request(activity.repository().id(), ref, this::isUrgent);
    return isDone;
  }

  /** Tells whether embedding, which can wait, should. */
  private boolean isUrgent() {
    return governor.isTight() || served.isAnyRunning();
  }

  private void failedInBackground(RepositoryActivity activity, Throwable e) {
    String name = activity.repository().name();
    if (isClosed) {
      // Being stopped interrupts runs wherever they are; the last snapshot stays.
      LOG.debugf("%s: stopped while it was being indexed", name);
    } else if (e instanceof CodeIntelException) {
      LOG.warnf("%s could not be indexed: %s", name, e.getMessage());
    } else if (e instanceof OutOfMemoryError) {
      governor.ranOut();
      LOG.errorf("%s could not be indexed: memory did not suffice", name);
      activity.failed("Indexing ran out of memory; it is tried again after the next change.");
    } else {
      LOG.errorf(e, "%s could not be indexed", name);
      activity.failed("Indexing failed unexpectedly: " + e);
    }
  }

  @Override
  @PreDestroy
  public void close() {
    isClosed = true;
    followers.forEach(Follower::close);
  }
}
