package dev.codeintel.vector.chroma;

import dev.codeintel.vector.Hit;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rows of the program in LangChain4j's store in memory; a test may let it fail, or lose all.
 */
public final class MemoryRows implements VectorStore, AutoCloseable {
  private final Map<String, EmbeddingStore<TextSegment>> stores = new HashMap<>();
  private final SharedRows rows = new SharedRows("memory", "test", this::connect, new Direct());
  private volatile boolean isDown;
  private final AtomicInteger calls = new AtomicInteger();
  private int added;

  /** Lets all calls fail from now on, or work again. */
  public void setDown(boolean down) {
    isDown = down;
  }

  /** Forgets everything. */
  public void lose() {
    stores.values().forEach(EmbeddingStore::removeAll);
  }

  /** Returns how often it was used, whether it answered or not. */
  public int calls() {
    return calls.get();
  }

  /** Returns how many rows have been sent to it. */
  public int added() {
    return added;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public void add(String model, List<Row> some) {
    rows.add(model, some);
    added += some.size();
  }

  @Override
  public void retain(String model, String repository, String ref, Map<String, Set<String>> keep) {
    rows.retain(model, repository, ref, keep);
  }

  @Override
  public void retainAll(String model, String repository, String ref, Collection<String> keep) {
    rows.retainAll(model, repository, ref, keep);
  }

  @Override
  public Set<String> present(String model, int dimensions, Collection<String> ids) {
    return rows.present(model, dimensions, ids);
  }

  @Override
  public List<List<Hit>> nearest(
      String model, List<float[]> queries, VectorFilter filter, int limit) {
    return rows.nearest(model, queries, filter, limit);
  }

  @Override
  public void close() {
    rows.close();
  }

  private synchronized EmbeddingStore<TextSegment> connect(String name) {
    return stores.computeIfAbsent(name, any -> new Once());
  }

  /** A row is there once, as in Chroma. */
  private static final class Once extends InMemoryEmbeddingStore<TextSegment> {
    @Override
    public void addAll(List<String> ids, List<Embedding> vectors, List<TextSegment> values) {
      removeAll(ids);
      super.addAll(ids, vectors, values);
    }
  }

  private final class Direct implements Calls {
    @Override
    public <T> T read(Callable<T> call) throws Exception {
      calls.incrementAndGet();
      if (isDown) {
        throw new IllegalStateException("down");
      }
      return call.call();
    }

    @Override
    public <T> T write(Callable<T> call) throws Exception {
      return read(call);
    }
  }
}
