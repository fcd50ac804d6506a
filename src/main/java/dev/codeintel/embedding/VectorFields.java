package dev.codeintel.embedding;

import dev.codeintel.graph.SymbolGraph;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The indexes beside the snapshots, in which vectors are fields. Thread-safe. */
public interface VectorFields {

  /**
   * Brings the index of a ref to what a snapshot holds.
   *
   * @return whether it follows this snapshot now; not if another process does it
   * @throws dev.codeintel.model.CodeIntelException if it cannot be read or written
   */
  boolean follow(SymbolGraph graph);

  /**
   * Opens a field of the index of a ref, to add vectors.
   *
   * @param name of the field; need not be there yet
   * @return null if the index does not follow the graph's snapshot, or there is none
   * @throws BusyFieldException if somebody has one of the same index open, here or in another
   *     process
   */
  @Nullable VectorField open(SymbolGraph graph, String name) throws IOException;
}
