package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.graph.GraphConfig;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphUpdate;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.snapshot.SnapshotLease;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Keeps symbol graphs in DuckDB files. */
@Singleton
public final class DuckDbGraphStore implements GraphStore {
  private final DuckDbDatabase engine;
  private final Meters meters;
  private final HeapBudget adjacencyBudget;

  @Inject
  DuckDbGraphStore(DuckDbDatabase engine, Meters meters, GraphConfig config) {
    this.engine = engine;
    this.meters = meters;
    this.adjacencyBudget = new HeapBudget(config.adjacencyMemory().asLongValue());
  }

  @Override
  public GraphWriter write(Path file) {
    return DuckDbGraphWriter.open(engine, file);
  }

  @Override
  public GraphUpdate update(Path base, Path file) {
    return DuckDbGraphUpdate.open(engine, base, file);
  }

  @Override
  public SymbolGraph read(SnapshotLease lease) {
    return lease
        .database()
        .companion(
            DuckDbSymbolGraph.class,
            database -> new DuckDbSymbolGraph(database, meters, adjacencyBudget));
  }
}
