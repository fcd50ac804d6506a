package dev.codeintel.catalog;

import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.snapshot.SnapshotLease;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A graph with the lease that keeps it open. For one request. */
final class LeasedGraph implements GraphLease {
  private final KnownRepository repository;
  private final SnapshotLease lease;
  private final SymbolGraph graph;
  private final Function<SymbolGraph, Freshness> probe;
  private @Nullable Freshness freshness;

  LeasedGraph(
      KnownRepository repository,
      SnapshotLease lease,
      SymbolGraph graph,
      Function<SymbolGraph, Freshness> probe) {
    this.repository = repository;
    this.lease = lease;
    this.graph = graph;
    this.probe = probe;
  }

  @Override
  public KnownRepository repository() {
    return repository;
  }

  @Override
  public SymbolGraph graph() {
    return graph;
  }

  @Override
  public Freshness freshness() {
    Freshness known = freshness;
    if (known == null) {
      known = probe.apply(graph);
      freshness = known;
    }
    return known;
  }

  @Override
  public boolean isUsable() {
    return lease.isUsable();
  }

  @Override
  public void close() {
    lease.close();
  }
}
