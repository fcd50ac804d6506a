package dev.codeintel.indexing;

import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.snapshot.SnapshotLease;
import java.util.function.Function;

/** A graph with the lease that keeps it open. */
final class LeasedGraph implements GraphLease {
  private final SnapshotLease lease;
  private final SymbolGraph graph;
  private final Function<SymbolGraph, Freshness> freshness;

  LeasedGraph(SnapshotLease lease, SymbolGraph graph, Function<SymbolGraph, Freshness> freshness) {
    this.lease = lease;
    this.graph = graph;
    this.freshness = freshness;
  }

  @Override
  public SymbolGraph graph() {
    return graph;
  }

  @Override
  public Freshness freshness() {
    return freshness.apply(graph);
  }

  @Override
  public void close() {
    lease.close();
  }
}
