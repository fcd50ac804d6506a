package dev.codeintel.indexing;

import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.indexing.IndexProgress.Stage;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Snapshot;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.FactCache;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.scip.ScipFile;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchIndexes.Embedded;
import dev.codeintel.search.SearchIndexes.EmbeddingState;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotException;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotOwner;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.StoredRef;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SourceRepositories;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import dev.codeintel.source.TreeWatcher;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Indexes repositories with the stages it is given and serves their snapshots. */
@Singleton
public final class DefaultIndexingService implements IndexingService, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DefaultIndexingService.class);

  /** What another process does to an index comes in between now and then. */
  private static final int MOST_TRIES = 3;

  private final SourceRepositories sources;
  private final FactExtractor extractor;
  private final GraphStore graphs;
  private final SnapshotStore snapshots;
  private final TreeWatcher watcher;
  private final SearchIndexes searchIndexes;
  private final EmbeddingWorker embedding;
  private final IndexingConfig config;
  private final IndexingPipeline pipeline;
  private final SnapshotUpdater updater;
  private final Clock clock;
  private final ConcurrentMap<String, RepositoryState> states = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, FreshnessProbe> probes = new ConcurrentHashMap<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private volatile boolean isClosed;

  @Inject
  DefaultIndexingService(
      SourceRepositories sources,
      FactCache extractor,
      Resolver resolver,
      GraphStore graphs,
      SnapshotStore snapshots,
      TreeWatcher watcher,
      Meters meters,
      MemoryGovernor governor,
      SearchIndexes searchIndexes,
      EmbeddingWorker embedding,
      IndexingConfig config) {
    this.sources = sources;
    this.extractor = extractor;
    this.graphs = graphs;
    this.snapshots = snapshots;
    this.watcher = watcher;
    this.searchIndexes = searchIndexes;
    this.embedding = embedding;
    this.config = config;
    this.clock = Clock.systemUTC();
    int workers = config.workers().orElse(Runtime.getRuntime().availableProcessors());
    ParallelTasks tasks = new ParallelTasks(workers, governor::filesAhead);
    this.pipeline = new IndexingPipeline(extractor, resolver, graphs, meters, tasks, clock);
    this.updater = new SnapshotUpdater(extractor, resolver, graphs, tasks, clock);
  }

  // ---------------------------------------------------------------- indexing

  @Override
  public IndexReport index(String location, boolean force, IndexProgress progress) {
    return index(state(sources.open(location)), force, null, progress);
  }

  @Override
  public IndexReport index(String location, Path scip, IndexProgress progress) {
    try (ScipFile file = ScipFile.open(scip)) {
      return index(state(sources.open(location)), true, file, progress);
    }
  }

  private RepositoryState state(SourceRepository repository) {
    return states.computeIfAbsent(repository.id(), id -> new RepositoryState(repository));
  }

  private IndexReport index(
      RepositoryState state, boolean force, @Nullable ScipFile scip, IndexProgress progress) {
    long start = System.nanoTime();
    state.begin();
    String error = "Indexing ended unexpectedly.";
    try {
      IndexReport report =
          run(
              state,
              force,
              scip,
              start,
              (stage, done, total) -> {
                state.progress(stage, done, total);
                progress.update(stage, done, total);
              });
      error = null;
      return report;
    } catch (CodeIntelException e) {
      error = e.getMessage();
      throw e;
    } finally {
      state.end(error);
    }
  }

  private IndexReport run(
      RepositoryState state,
      boolean force,
      @Nullable ScipFile scip,
      long start,
      IndexProgress progress) {
    String ref = state.repository().ref();
    IndexReport report = publish(state, ref, force, scip, start, progress);
    updateSearch(state.repository(), ref, force, progress);
    return report;
  }

  private IndexReport publish(
      RepositoryState state,
      String ref,
      boolean force,
      @Nullable ScipFile scip,
      long start,
      IndexProgress progress) {
    SourceRepository repository = state.repository();
    SnapshotOwner owner =
        new SnapshotOwner(repository.id(), repository.name(), repository.origin(), ref);
    IndexedRun run;
    try (PendingSnapshot pending = begin(owner)) {
      RunFigures figures = new RunFigures();
      progress.update(Stage.WALK, 0, -1);
      SourceTree tree = figures.time("walk", repository::walk);
      progress.update(Stage.WALK, tree.files().size(), tree.files().size());
      // What is checked out while the tree is walked is seen by the next run.
      Revision revision = new Revision(repository.revision(tree).revision(), ref);
      Optional<Snapshot> same = force ? Optional.empty() : unchanged(repository, revision, tree);
      if (same.isPresent()) {
        return report(same.get(), true, Map.of(), start);
      }
      UpdateOutcome outcome =
          force
              ? new UpdateOutcome.Declined("it was asked for")
              : update(state, revision, tree, pending, figures.beginning(), progress);
      if (outcome instanceof UpdateOutcome.Updated updated) {
        run = updated.run();
      } else {
        String why = ((UpdateOutcome.Declined) outcome).why();
        LOG.debugf("All files of %s are processed: %s", repository.name(), why);
        run = pipeline.run(repository, revision, tree, scip, why, pending, figures, progress);
      }
      run.because().forEach((path, why) -> LOG.debugf("%s is processed: %s", path, why));
      pending.publish();
      state.retain(run.baseline());
      FreshnessProbe probe = probes.get(repository.id());
      if (probe != null && state.isWatched()) {
        probe.published(run.snapshot());
      }
      progress.update(Stage.PUBLISH, 1, 1);
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
    progress.update(Stage.SEARCH, 0, -1);
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
      if (isClosed) {
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
      RepositoryState state,
      Revision revision,
      SourceTree tree,
      PendingSnapshot pending,
      RunFigures figures,
      IndexProgress progress) {
    SourceRepository repository = state.repository();
    try (SnapshotLease lease =
        snapshots
            .open(repository.id(), revision.ref())
            .or(() -> snapshots.open(repository.id(), ""))
            .orElse(null)) {
      if (lease == null) {
        return new UpdateOutcome.Declined("there is no snapshot yet");
      }
      SnapshotUpdater.Base base =
          new SnapshotUpdater.Base(graphs.read(lease), lease.file(), state.retained());
      return updater.run(repository, revision, tree, base, pending, figures, progress);
    } catch (SnapshotException e) {
      return new UpdateOutcome.Declined("the snapshot cannot be read");
    }
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
      if (lease == null) {
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

  @Override
  public void embed(String location, IndexProgress progress) {
    SourceRepository repository = state(sources.open(location)).repository();
    String ref = repository.ref();
    lease(repository.id(), ref).close();
    progress.update(Stage.EMBED, 0, -1);
    Consumer<Embedded> listener = now -> progress.update(Stage.EMBED, now.done(), now.of());
    for (int tries = 0; tries < MOST_TRIES; tries++) {
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

  // ---------------------------------------------------------------- following

  @Override
  public void follow(String location) {
    Follower follower =
        new Follower(
            location,
            () -> state(sources.open(location)),
            this::prepare,
            this::runInBackground,
            watcher);
    followers.add(follower);
    follower.start();
  }

  /**
   * Opens the last snapshot, while the client and this process greet each other.
   *
   * @return false if there is none
   */
  private boolean prepare(RepositoryState state) {
    try (GraphLease lease = open(state.repository().id(), "")) {
      LOG.debugf("Serves %s", lease.graph().snapshot().id());
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.debug("No snapshot can be opened yet", e);
      return false;
    }
  }

  private void runInBackground(RepositoryState state) {
    // If it fails, the last good snapshot goes on serving.
    String ref = "";
    try {
      ref = index(state, false, null, IndexProgress.NONE).snapshot().ref();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failedInBackground(state, e);
    }
    embedding.request(
        state.repository().id(),
        ref,
        () -> states.values().stream().anyMatch(RepositoryState::isRunning));
  }

  private void failedInBackground(RepositoryState state, Throwable e) {
    String name = state.repository().name();
    if (isClosed) {
      // Being stopped interrupts runs wherever they are; the last snapshot stays.
      LOG.debugf("%s: stopped while it was being indexed", name);
    } else if (e instanceof CodeIntelException) {
      LOG.warnf("%s could not be indexed: %s", name, e.getMessage());
    } else {
      LOG.errorf(e, "%s could not be indexed", name);
      state.failed("Indexing failed unexpectedly: " + e);
    }
  }

  // ---------------------------------------------------------------- reading

  @Override
  public GraphLease open(String repository, String ref) {
    Target target = target(repository);
    Optional<SnapshotLease> lease = lease(target, ref);
    if (lease.isPresent()) {
      SymbolGraph graph = read(lease.get());
      return new LeasedGraph(lease.get(), graph, g -> freshness(target, g));
    }
    throw none(target, ref);
  }

  /** A snapshot of another version is none where a new one is made without being asked for. */
  private Optional<SnapshotLease> lease(Target target, String ref) {
    try {
      return snapshots.open(target.id(), ref);
    } catch (SnapshotException e) {
      RepositoryState state = states.get(target.id());
      boolean isMade = state != null && (state.isRunning() || ref.isEmpty());
      if (isMade && e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SymbolGraph read(SnapshotLease lease) {
    try {
      return graphs.read(lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /** A repository somebody means. */
  private record Target(String id, String name, String origin) {}

  private Target target(String repository) {
    String wanted = repository.strip();
    if (wanted.isEmpty() && !followers.isEmpty()) {
      return followed(followers.get(0));
    }
    Map<String, Target> known = known();
    List<Target> fitting =
        known.values().stream().filter(target -> isMeant(target, wanted)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String names = known.values().stream().map(Target::name).sorted().collect(commaJoined());
    Optional<Target> here = wanted.isEmpty() ? aroundWorkingFolder(fitting) : Optional.empty();
    if (here.isPresent()) {
      return here.get();
    }
    if (fitting.size() > 1 && wanted.isEmpty()) {
      throw new IndexingException(
          ErrorCode.CALLER, "Several repositories are indexed; say which: " + names + ".", null);
    }
    if (fitting.size() > 1) {
      String ids = fitting.stream().map(Target::id).sorted().collect(commaJoined());
      throw new IndexingException(
          ErrorCode.CALLER,
          "Several repositories are called \"" + wanted + "\"; say which by id: " + ids + ".",
          null);
    }
    throw new IndexingException(
        ErrorCode.NOT_FOUND,
        known.isEmpty()
            ? "Nothing is indexed yet. Run: code-intel index PATH"
            : "No repository \"" + wanted + "\" is indexed; there are: " + names + ".",
        null);
  }

  /** Of several repositories the one the command was given in is meant. */
  private static Optional<Target> aroundWorkingFolder(List<Target> targets) {
    try {
      Path folder = Path.of("").toRealPath();
      return targets.stream()
          .filter(target -> !target.origin().contains("://"))
          .filter(target -> folder.startsWith(target.origin()))
          .max(Comparator.comparingInt(target -> target.origin().length()));
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  private static Collector<CharSequence, ?, String> commaJoined() {
    return Collectors.joining(", ");
  }

  private Target followed(Follower follower) {
    RepositoryState state = follower.state(config.openTimeout().toMillis());
    if (state != null) {
      return target(state);
    }
    String error = follower.error();
    throw new IndexingException(
        error == null ? ErrorCode.UNAVAILABLE : ErrorCode.NOT_FOUND,
        error == null
            ? follower.location() + " is still being opened; ask again in a moment."
            : error,
        null);
  }

  private static Target target(RepositoryState state) {
    SourceRepository repository = state.repository();
    return new Target(repository.id(), repository.name(), repository.origin());
  }

  private Map<String, Target> known() {
    Map<String, Target> known = new LinkedHashMap<>();
    for (StoredRef stored : snapshots.list()) {
      known.putIfAbsent(
          stored.repositoryId(), new Target(stored.repositoryId(), stored.name(), stored.origin()));
    }
    states.values().forEach(state -> known.putIfAbsent(state.repository().id(), target(state)));
    return known;
  }

  private static boolean isMeant(Target target, String wanted) {
    return wanted.isEmpty()
        || target.name().equalsIgnoreCase(wanted)
        || target.id().equals(wanted)
        || target.origin().equals(wanted)
        || isSameFolder(target.origin(), wanted);
  }

  private static boolean isSameFolder(String origin, String wanted) {
    try {
      Path folder = Path.of(wanted);
      return Files.isDirectory(folder) && folder.toRealPath().toString().equals(origin);
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }

  private IndexingException none(Target target, String ref) {
    RepositoryState state = states.get(target.id());
    if (state != null && state.isRunning()) {
      return new IndexingException(
          ErrorCode.UNAVAILABLE,
          "A snapshot of "
              + target.name()
              + " is being made ("
              + describe(state)
              + "); ask again in a moment.",
          null);
    }
    if (state != null && state.lastError() != null) {
      return new IndexingException(
          ErrorCode.UNAVAILABLE,
          target.name() + " could not be indexed: " + state.lastError(),
          null);
    }
    if (state != null && ref.isEmpty()) {
      return new IndexingException(
          ErrorCode.UNAVAILABLE,
          "The first snapshot of " + target.name() + " is about to be made; ask again in a moment.",
          null);
    }
    String refs =
        snapshots.list().stream()
            .filter(stored -> stored.repositoryId().equals(target.id()))
            .map(StoredRef::ref)
            .collect(commaJoined());
    return new IndexingException(
        ErrorCode.NOT_FOUND,
        "There is no snapshot of "
            + target.name()
            + (ref.isEmpty() ? "" : " at \"" + ref + "\"")
            + (ref.isEmpty() || refs.isEmpty() ? "" : "; there are: " + refs)
            + ". Run: code-intel index "
            + target.origin(),
        null);
  }

  private static String describe(RepositoryState state) {
    Stage stage = state.stage();
    String name = stage == null ? "starting" : stage.name().toLowerCase(Locale.ROOT);
    return state.total() > 0 ? name + " " + state.done() + " of " + state.total() : name;
  }

  // ---------------------------------------------------------------- freshness and status

  private Freshness freshness(Target target, SymbolGraph graph) {
    Snapshot snapshot = graph.snapshot();
    long age = Math.max(0, Duration.between(snapshot.createdAt(), clock.instant()).toSeconds());
    RepositoryState state = states.get(target.id());
    FreshnessProbe probe = probe(target, state);
    if (probe == null) {
      return new Freshness(age, -1, "", state != null && state.isRunning());
    }
    boolean isWatched = state != null && state.isWatched();
    int pending = state == null ? 0 : state.pendingFiles();
    FreshnessProbe.Outcome outcome =
        probe.look(snapshot.id(), isWatched, pending, graph::fileStamps);
    return new Freshness(
        age, outcome.staleFiles(), outcome.headRevision(), state != null && state.isRunning());
  }

  /** Only a folder can be looked at; a URL would have to be fetched. */
  private @Nullable FreshnessProbe probe(Target target, @Nullable RepositoryState state) {
    FreshnessProbe known = probes.get(target.id());
    if (known != null) {
      return known;
    }
    SourceRepository repository = state == null ? openFolder(target.origin()) : state.repository();
    return repository == null
        ? null
        : probes.computeIfAbsent(
            target.id(), id -> new FreshnessProbe(repository, config.freshnessInterval()));
  }

  private @Nullable SourceRepository openFolder(String origin) {
    try {
      return Files.isDirectory(Path.of(origin)) ? sources.open(origin) : null;
    } catch (InvalidPathException | CodeIntelException e) {
      return null;
    }
  }

  @Override
  public List<RepositoryStatus> status() {
    List<RepositoryStatus> all = new ArrayList<>();
    for (Target target : new TreeMap<>(known()).values()) {
      all.add(status(target));
    }
    for (Follower follower : followers) {
      String error = follower.error();
      if (error != null) {
        String location = follower.location();
        all.add(new RepositoryStatus(location, "", location, null, null, null, 0, -1, null, error));
      }
    }
    all.sort(Comparator.comparing(RepositoryStatus::name).thenComparing(RepositoryStatus::id));
    return all;
  }

  private RepositoryStatus status(Target target) {
    Snapshot snapshot = null;
    Freshness freshness = null;
    RepositoryState state = states.get(target.id());
    String error = state == null ? null : state.lastError();
    try (SnapshotLease lease = snapshots.open(target.id(), "").orElse(null)) {
      if (lease != null) {
        SymbolGraph graph = graphs.read(lease);
        snapshot = graph.snapshot();
        freshness = freshness(target, graph);
      }
    } catch (CodeIntelException e) {
      error = e.getMessage();
    }
    return new RepositoryStatus(
        target.name(),
        target.id(),
        target.origin(),
        snapshot,
        freshness,
        state == null ? null : state.stage(),
        state == null ? 0 : state.done(),
        state == null ? -1 : state.total(),
        snapshot == null ? null : embedding.progress(target.id(), snapshot.ref()),
        error);
  }

  @Override
  @PreDestroy
  public void close() {
    isClosed = true;
    followers.forEach(Follower::close);
  }
}
