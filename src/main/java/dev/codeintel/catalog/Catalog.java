package dev.codeintel.catalog;

import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Snapshot;
import dev.codeintel.snapshot.SnapshotException;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.StoredRef;
import dev.codeintel.source.SourceRepositories;
import dev.codeintel.source.SourceRepository;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one home of what is there, which of it a request means, and how fresh it is. Tools, REST,
 * commands and resources ask it; nobody else opens snapshots to answer from. A question costs a
 * fixed number of looks at the file system, however many repositories and refs there are.
 * Thread-safe.
 */
@Singleton
public final class Catalog {
  private static final long LISTENER_MILLIS = 100;
  private static final long MOST_WAIT_MILLIS = 2_000;

  private final SourceRepositories sources;
  private final SnapshotStore snapshots;
  private final GraphStore graphs;
  private final ServedRepositories served;
  private final CatalogConfig config;
  private final FreshnessProbes probes;

  /** Folders that were asked about and are not indexed in this process. */
  private final Map<String, SourceRepository> folders = new ConcurrentHashMap<>();

  /** Makes the catalog of the data folder. */
  @Inject
  public Catalog(
      SourceRepositories sources,
      SnapshotStore snapshots,
      GraphStore graphs,
      ServedRepositories served,
      FreshnessProbes probes,
      CatalogConfig config) {
    this.sources = sources;
    this.snapshots = snapshots;
    this.graphs = graphs;
    this.served = served;
    this.probes = probes;
    this.config = config;
  }

  // ---------------------------------------------------------------- opening

  /**
   * Holds the newest snapshot of a repository open for one request.
   *
   * @param repository name, id or location; blank for the first one served, or the only one
   * @param ref branch or ref; blank for what is checked out, or before that has a snapshot for the
   *     one that was indexed last
   * @throws CatalogException if there is none, with what to do; {@code UNAVAILABLE} if the first
   *     snapshot is still being made
   */
  public GraphLease open(String repository, String ref) {
    KnownRepository target = target(repository);
    String wanted = ref.strip();
    Optional<String> checkedOut = checkedOut(target);
    Optional<SnapshotLease> lease =
        wanted.isEmpty() ? meant(target, checkedOut) : lease(target, wanted, false);
    if (lease.isEmpty()) {
      throw none(target, wanted);
    }
    return new LeasedGraph(
        target, lease.get(), read(lease.get()), graph -> freshness(target, checkedOut, graph));
  }

  /**
   * Returns the repositories this process answers for, beside the one that is meant, by name.
   *
   * @param repository as in {@link #open}
   */
  public List<KnownRepository> others(String repository) {
    KnownRepository target = target(repository);
    return known().stream()
        .filter(each -> !each.id().equals(target.id()))
        .sorted(Comparator.comparing(KnownRepository::name).thenComparing(KnownRepository::id))
        .toList();
  }

  /**
   * Waits until a stage of a run has ended; whoever waits for a snapshot asks again then. Waiting
   * costs no look at the file system.
   *
   * @param repository as in {@link #open}
   * @param millis how long to wait; two seconds are the most
   * @param listener hears ten times a second how far the run is, if there is one; what it throws
   *     ends the waiting
   * @throws CatalogException as {@link #open}
   */
  public void awaitRun(String repository, long millis, Consumer<Optional<Progress>> listener)
      throws InterruptedException {
    RepositoryActivity activity = served.activity(target(repository).id());
    if (activity == null) {
      Thread.sleep(LISTENER_MILLIS);
      return;
    }
    long before = activity.turns();
    long most = Math.min(millis, MOST_WAIT_MILLIS);
    for (long waited = 0; waited < most; waited += LISTENER_MILLIS) {
      listener.accept(Optional.ofNullable(activity.progress()));
      if (activity.awaitTurn(before, LISTENER_MILLIS)) {
        return;
      }
    }
  }

  /** Opens the snapshot of what is checked out now; before it has one, that of the last run. */
  private Optional<SnapshotLease> meant(KnownRepository target, Optional<String> checkedOut) {
    return checkedOut.flatMap(ref -> lease(target, ref, true)).or(() -> lease(target, "", true));
  }

  /** Returns the ref that is checked out; empty if there is no folder, or it does not answer. */
  private Optional<String> checkedOut(KnownRepository target) {
    SourceRepository repository = repository(target);
    return repository == null ? Optional.empty() : probes.checkedOut(repository).ref();
  }

  /** A snapshot of another version is none where a new one is made without being asked for. */
  private Optional<SnapshotLease> lease(KnownRepository target, String ref, boolean isImplied) {
    try {
      return snapshots.open(target.id(), ref);
    } catch (SnapshotException e) {
      RepositoryActivity activity = served.activity(target.id());
      boolean isMade = activity != null && (activity.isRunning() || isImplied);
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

  // ---------------------------------------------------------------- which repository

  private KnownRepository target(String repository) {
    served.awaitStart();
    String wanted = repository.strip();
    if (wanted.isEmpty() && !served.list().isEmpty()) {
      return opened(served.list().get(0));
    }
    Collection<KnownRepository> known = known();
    if (!wanted.isEmpty()) {
      return RepositoryMatcher.match(wanted, known);
    }
    if (known.size() == 1) {
      return known.iterator().next();
    }
    return workingFolder()
        .flatMap(folder -> RepositoryMatcher.around(folder, known))
        .orElseThrow(() -> unnamed(known));
  }

  private static CatalogException unnamed(Collection<KnownRepository> known) {
    return known.isEmpty()
        ? new CatalogException(
            ErrorCode.NOT_FOUND, "Nothing is indexed yet. Run: code-intel index PATH")
        : new CatalogException(
            ErrorCode.CALLER,
            "Several repositories are indexed; say which: " + RepositoryMatcher.names(known) + ".");
  }

  private static Optional<Path> workingFolder() {
    try {
      return Optional.of(Path.of("").toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private KnownRepository opened(ServedRepository repository) {
    RepositoryActivity activity = repository.activity(config.openTimeout().toMillis());
    if (activity != null) {
      return known(activity);
    }
    throw new CatalogException(
        repository.isFailed() ? ErrorCode.NOT_FOUND : ErrorCode.UNAVAILABLE,
        String.valueOf(repository.unopened()));
  }

  private static KnownRepository known(RepositoryActivity activity) {
    SourceRepository repository = activity.repository();
    return new KnownRepository(repository.id(), repository.name(), repository.origin());
  }

  /** Returns all repositories this process answers for, each once. */
  private Collection<KnownRepository> known() {
    Map<String, KnownRepository> known = new LinkedHashMap<>();
    List<RepositoryActivity> given = given();
    if (!answersForOthers()) {
      given.forEach(activity -> known.put(activity.repository().id(), known(activity)));
      return known.values();
    }
    for (StoredRef stored : snapshots.list()) {
      known.putIfAbsent(
          stored.repositoryId(),
          new KnownRepository(stored.repositoryId(), stored.name(), stored.origin()));
    }
    for (RepositoryActivity activity : served.activities()) {
      known.putIfAbsent(activity.repository().id(), known(activity));
    }
    return known.values();
  }

  private boolean answersForOthers() {
    return config.others().orElseGet(() -> served.list().isEmpty());
  }

  /** Waits a little for those that were just given: they would seem not to be there. */
  private List<RepositoryActivity> given() {
    long timeout = config.openTimeout().toMillis();
    return served.list().stream()
        .map(each -> each.activity(timeout - each.ageMillis()))
        .filter(Objects::nonNull)
        .toList();
  }

  private CatalogException none(KnownRepository target, String ref) {
    RepositoryActivity activity = served.activity(target.id());
    if (activity != null && activity.isRunning()) {
      Progress progress = activity.progress();
      return new CatalogException(
          ErrorCode.UNAVAILABLE,
          "A snapshot of %s is being made (%s); ask again in a moment."
              .formatted(target.name(), progress == null ? "starting" : progress.words()));
    }
    if (activity != null && activity.lastError() != null) {
      return new CatalogException(
          ErrorCode.UNAVAILABLE, target.name() + " could not be indexed: " + activity.lastError());
    }
    if (activity != null && ref.isEmpty()) {
      return new CatalogException(
          ErrorCode.UNAVAILABLE,
          "The first snapshot of "
              + target.name()
              + " is about to be made; ask again in a moment.");
    }
    String refs =
        snapshots.list().stream()
            .filter(stored -> stored.repositoryId().equals(target.id()))
            .map(StoredRef::ref)
            .collect(Collectors.joining(", "));
    return new CatalogException(
        ErrorCode.NOT_FOUND,
        "There is no snapshot of "
            + target.name()
            + (ref.isEmpty() ? "" : " at \"" + ref + "\"")
            + (ref.isEmpty() || refs.isEmpty() ? "" : "; there are: " + refs)
            + ". Run: code-intel index "
            + target.origin());
  }

  // ---------------------------------------------------------------- freshness and status

  private Freshness freshness(
      KnownRepository target, Optional<String> checkedOut, SymbolGraph graph) {
    return probes.look(repository(target), checkedOut, served.activity(target.id()), graph);
  }

  /** Returns null for what cannot be looked at: a URL would have to be fetched. */
  private @Nullable SourceRepository repository(KnownRepository target) {
    RepositoryActivity activity = served.activity(target.id());
    if (activity != null) {
      return activity.repository();
    }
    SourceRepository known = folders.get(target.id());
    if (known == null) {
      known = openFolder(target.origin());
      if (known != null) {
        folders.put(target.id(), known);
      }
    }
    return known;
  }

  private @Nullable SourceRepository openFolder(String origin) {
    try {
      return Files.isDirectory(Path.of(origin)) ? sources.open(origin) : null;
    } catch (InvalidPathException | CodeIntelException e) {
      return null;
    }
  }

  /** Returns the status of all repositories this process answers for, sorted by name. */
  public List<RepositoryStatus> status() {
    served.awaitStart();
    List<RepositoryStatus> all = new ArrayList<>();
    known().forEach(target -> all.add(status(target)));
    for (ServedRepository each : served.list()) {
      String why = each.unopened();
      if (why != null) {
        all.add(RepositoryStatus.unopened(each.location(), why));
      }
    }
    all.sort(Comparator.comparing(RepositoryStatus::name).thenComparing(RepositoryStatus::id));
    return all;
  }

  /**
   * Returns the status of one repository.
   *
   * @param repository as in {@link #open}
   */
  public RepositoryStatus status(String repository) {
    return status(target(repository));
  }

  private RepositoryStatus status(KnownRepository target) {
    Snapshot snapshot = null;
    Freshness freshness = null;
    RepositoryActivity activity = served.activity(target.id());
    String error = activity == null ? null : activity.lastError();
    Optional<String> checkedOut = checkedOut(target);
    try (SnapshotLease lease = meant(target, checkedOut).orElse(null)) {
      if (lease != null) {
        SymbolGraph graph = graphs.read(lease);
        snapshot = graph.snapshot();
        freshness = freshness(target, checkedOut, graph);
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
        activity == null ? null : activity.progress(),
        error,
        activity == null ? null : activity.notWatchedWhy());
  }
}
