package dev.codeintel.vector.chroma;

import dev.codeintel.vector.VectorStore;
import dev.codeintel.vector.VectorStoreContract;
import org.junit.jupiter.api.AfterEach;

final class SharedRowsTest extends VectorStoreContract {
  private final MemoryRows rows = new MemoryRows();

  @AfterEach
  void close() {
    rows.close();
  }

  @Override
  protected VectorStore store() {
    return rows;
  }
}
