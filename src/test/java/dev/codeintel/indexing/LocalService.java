package dev.codeintel.indexing;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.catalog.RepositoryStatus;
import dev.codeintel.embedding.NoEmbedding;
import java.nio.file.Path;
import java.util.List;

/** What a process has: indexing and the catalog that answers from it. */
record LocalService(DefaultIndexingService indexing, Catalog catalog, NoEmbedding embedding)
    implements AutoCloseable {

  IndexReport index(String location, boolean force, IndexProgress progress) {
    return indexing.index(location, force, progress);
  }

  IndexReport index(String location, Path scip, IndexProgress progress) {
    return indexing.index(location, scip, progress);
  }

  void follow(String location) {
    indexing.follow(location);
  }

  GraphLease open(String repository, String ref) {
    return catalog.open(repository, ref);
  }

  List<RepositoryStatus> status() {
    return catalog.status();
  }

  @Override
  public void close() {
    indexing.close();
  }
}
