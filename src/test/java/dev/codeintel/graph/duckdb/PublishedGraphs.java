package dev.codeintel.graph.duckdb;

import static dev.codeintel.graph.duckdb.TestGraph.snapshot;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotLease;
import dev.codeintel.snapshot.SnapshotOwner;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Snapshots that a test publishes and reads, held open until it ends. */
public final class PublishedGraphs implements AutoCloseable {
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final GraphStore graphs = TestGraph.store(engine);
  private final List<SnapshotStore> stores = new ArrayList<>();
  private final List<SnapshotLease> leases = new ArrayList<>();

  /** Publishes the next snapshot of the usual ref in a data folder. */
  public SymbolGraph publish(Path data, Consumer<GraphWriter> content) {
    return publish(data, TestGraph.OWNER.ref(), content);
  }

  /** Publishes the next snapshot of a ref in a data folder. */
  public SymbolGraph publish(Path data, String ref, Consumer<GraphWriter> content) {
    SnapshotOwner usual = TestGraph.OWNER;
    SnapshotOwner owner =
        new SnapshotOwner(usual.repositoryId(), usual.name(), usual.origin(), ref);
    SnapshotStore snapshots = SnapshotStores.open(engine, data);
    stores.add(snapshots);
    try (PendingSnapshot pending = snapshots.begin(owner);
        GraphWriter writer = graphs.write(pending.file())) {
      content.accept(writer);
      writer.finish(snapshot(pending.id()));
      pending.publish();
    }
    SnapshotLease lease = snapshots.open(owner.repositoryId(), owner.ref()).orElseThrow();
    leases.add(lease);
    return graphs.read(lease);
  }

  @Override
  public void close() {
    leases.forEach(SnapshotLease::close);
    stores.forEach(SnapshotStore::close);
    engine.close();
  }
}
