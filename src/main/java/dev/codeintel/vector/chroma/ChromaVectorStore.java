package dev.codeintel.vector.chroma;

import dev.codeintel.vector.Hit;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorConfig;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStore;
import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps vectors in a Chroma server, in a collection a model. Nothing is asked of the server, and no
 * thread is made, before the first call.
 */
@Singleton
public final class ChromaVectorStore implements VectorStore, AutoCloseable {
  private final VectorConfig config;
  private @Nullable SharedRows opened;

  @Inject
  public ChromaVectorStore(VectorConfig config) {
    this.config = config;
  }

  @Override
  public boolean isOn() {
    return config.store() == VectorConfig.Store.CHROMA;
  }

  private synchronized SharedRows rows() {
    SharedRows rows = opened;
    if (rows == null) {
      VectorConfig.Chroma server = config.chroma();
      rows =
          new SharedRows(
              server.url(),
              server.collection(),
              name ->
                  ChromaEmbeddingStore.builder()
                      .apiVersion(ChromaApiVersion.V2)
                      .baseUrl(server.url())
                      .tenantName(server.tenant())
                      .databaseName(server.database())
                      .collectionName(name)
                      .timeout(server.timeout().multipliedBy(GuardedCalls.WRITE_FACTOR))
                      .build(),
              new GuardedCalls(server.timeout()));
      opened = rows;
    }
    return rows;
  }

  @Override
  public void add(String model, List<Row> rows) {
    rows().add(model, rows);
  }

  @Override
  public void retain(String model, String repository, String ref, Map<String, Set<String>> keep) {
    rows().retain(model, repository, ref, keep);
  }

  @Override
  public void retainAll(String model, String repository, String ref, Collection<String> keep) {
    rows().retainAll(model, repository, ref, keep);
  }

  @Override
  public Set<String> present(String model, int dimensions, Collection<String> ids) {
    return rows().present(model, dimensions, ids);
  }

  @Override
  public List<List<Hit>> nearest(
      String model, List<float[]> queries, VectorFilter filter, int limit) {
    return rows().nearest(model, queries, filter, limit);
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
