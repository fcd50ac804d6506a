package dev.codeintel.graph;

import dev.codeintel.snapshot.SnapshotLease;
import java.nio.file.Path;

/** Makes writers and readers of snapshot files. Thread-safe. */
public interface GraphStore {

  /**
   * Creates a new snapshot file and returns its writer; the caller closes it.
   *
   * @param file must not exist
   * @throws GraphException if it cannot be created
   */
  GraphWriter write(Path file);

  /** Returns the graph of a snapshot; valid until the lease is closed. */
  SymbolGraph read(SnapshotLease lease);
}
