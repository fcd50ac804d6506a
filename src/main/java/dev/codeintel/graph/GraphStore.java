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

  /**
   * Copies a snapshot file and returns what changes the copy; the caller closes it.
   *
   * @param base a finished snapshot file; it is only read
   * @param file must not exist
   * @throws GraphException if it cannot be copied or opened
   */
  GraphUpdate update(Path base, Path file);

  /** Returns the graph of a snapshot; valid until the lease is closed. */
  SymbolGraph read(SnapshotLease lease);
}
