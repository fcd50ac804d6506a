package dev.codeintel.catalog;

import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Snapshot;
import dev.codeintel.source.SourceRepository;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How fresh snapshots are: one probe for each repository that can be looked at. Thread-safe. */
@Singleton
public final class FreshnessProbes {
  private final CatalogConfig config;
  private final Clock clock;
  private final Map<String, FreshnessProbe> probes = new ConcurrentHashMap<>();
  private final Map<String, CheckedOut> heads = new ConcurrentHashMap<>();

  /** Makes one that has looked at nothing. */
  @Inject
  public FreshnessProbes(CatalogConfig config) {
    this.config = config;
    this.clock = Clock.systemUTC();
  }

  /**
   * Returns how fresh a snapshot is. The changes a watch noticed count only for the snapshot that a
   * run under its eyes found right, and only while what is checked out is what the snapshot is of;
   * else it is looked.
   *
   * @param repository null if it cannot be looked at
   * @param checkedOut its ref; empty if it cannot be told now
   * @param activity null if this process does nothing to it
   */
  Freshness look(
      @Nullable SourceRepository repository,
      Optional<String> checkedOut,
      @Nullable RepositoryActivity activity,
      SymbolGraph graph) {
    Snapshot snapshot = graph.snapshot();
    long age = Math.max(0, Duration.between(snapshot.createdAt(), clock.instant()).toSeconds());
    boolean isIndexing = activity != null && activity.isRunning();
    if (repository == null) {
      return new Freshness(age, -1, "", isIndexing, false);
    }
    boolean isCheckedOut = checkedOut.equals(Optional.of(snapshot.ref()));
    int changed = activity == null || !isCheckedOut ? -1 : activity.changedSince(snapshot.id());
    if (changed == 0) {
      return new Freshness(age, 0, snapshot.revision(), isIndexing, false);
    }
    Optional<String> head = checkedOut(repository).head();
    if (head.isEmpty()) {
      return new Freshness(age, -1, "", isIndexing, true);
    }
    FreshnessProbe probe = probe(repository);
    List<Object> situation = List.of(head.get(), activity == null ? 0 : activity.changes());
    if (changed > 0) {
      return new Freshness(age, changed, probe.revision(situation), isIndexing, false);
    }
    FreshnessProbe.Outcome seen = probe.look(snapshot.id(), situation, graph::fileStamps);
    return new Freshness(
        age, seen.staleFiles(), seen.headRevision(), isIndexing, seen.staleFiles() < 0);
  }

  /** Returns what tells what is checked out in a repository. */
  CheckedOut checkedOut(SourceRepository repository) {
    return heads.computeIfAbsent(repository.id(), id -> new CheckedOut(repository));
  }

  private FreshnessProbe probe(SourceRepository repository) {
    return probes.computeIfAbsent(
        repository.id(),
        id -> new FreshnessProbe(repository, config.freshnessInterval(), config.freshnessWait()));
  }
}
