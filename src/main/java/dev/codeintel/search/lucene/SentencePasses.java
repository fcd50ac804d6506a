package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.search.SearchIndexes.Embedded;
import dev.codeintel.search.SearchIndexes.EmbeddingState;
import dev.codeintel.vector.VectorStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.lucene.store.LockObtainFailedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The passes over indexes that are not done yet, and what is known of the store behind them. One at
 * a time embeds. Thread-safe.
 */
final class SentencePasses implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SentencePasses.class);

  private final Embedders embedders;
  private final EmbeddingCache cache;
  private final ReentrantLock embedding = new ReentrantLock();
  private final ConcurrentMap<Path, SentencePass> passes = new ConcurrentHashMap<>();

  /** Of what follows in the store, and has been compared with it since it last failed. */
  private final Set<Path> checked = ConcurrentHashMap.newKeySet();

  /** Of what the store has no rows but those of the index. */
  private final Set<Path> swept = ConcurrentHashMap.newKeySet();

  private volatile int dimensions;
  private volatile boolean isStoreFailing;
  private volatile boolean isClosed;

  SentencePasses(Embedders embedders, EmbeddingCache cache) {
    this.embedders = embedders;
    this.cache = cache;
  }

  /** Tells whether one is under way in this process. */
  boolean isOpen(Path folder) {
    return passes.containsKey(folder);
  }

  /** As {@link dev.codeintel.search.SearchIndexes#embed}, for the index in a folder. */
  Embedded some(
      Path folder, SymbolGraph graph, SentenceHome home, int atMost, Predicate<Embedded> goesOn)
      throws IOException {
    embedding.lock();
    try {
      return isClosed
          ? Embedded.only(EmbeddingState.COMPLETE)
          : embed(folder, graph, home, atMost, goesOn);
    } finally {
      embedding.unlock();
    }
  }

  private Embedded embed(
      Path folder, SymbolGraph graph, SentenceHome home, int atMost, Predicate<Embedded> goesOn)
      throws IOException {
    SentencePass pass = null;
    boolean isKept = false;
    try {
      pass = pass(folder, graph, home);
      if (pass == null) {
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() > 0 && !pass.some(graph, embedders.load(), atMost, goesOn)) {
        storeBehind(folder);
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() == 0 && home.isShared() && !swept.contains(folder)) {
        pass.sweep();
        swept.add(folder);
      }
      storeAnswered();
      isKept = pass.open() > 0 && !isClosed;
      return new Embedded(
          pass.open() > 0 ? EmbeddingState.OPEN : EmbeddingState.COMPLETE,
          pass.total() - pass.open(),
          pass.total());
    } catch (LockObtainFailedException e) {
      isKept = true;
      LOG.debugf("%s is being written by another process", folder);
      return Embedded.only(EmbeddingState.ELSEWHERE);
    } catch (VectorStoreException e) {
      storeFailed(folder, e);
      storeBehind(folder);
      return Embedded.only(EmbeddingState.STORE_UNAVAILABLE);
    } finally {
      if (!isKept) {
        end(folder, pass);
      }
    }
  }

  /** What it had it may have lost. An outage is logged once. */
  void storeFailed(Path folder, VectorStoreException e) {
    checked.remove(folder);
    if (!isStoreFailing) {
      isStoreFailing = true;
      LOG.warn(e.getMessage());
    }
  }

  /** Tells whether the store failed when it was last used. */
  boolean isStoreFailing() {
    return isStoreFailing;
  }

  void storeAnswered() {
    isStoreFailing = false;
  }

  /** It may have rows that the index has not. */
  void storeBehind(Path folder) {
    swept.remove(folder);
  }

  /** Returns the pass over the index as it is; null if it follows another snapshot. */
  private @Nullable SentencePass pass(Path folder, SymbolGraph graph, SentenceHome home)
      throws IOException {
    SentencePass known = passes.get(folder);
    if (known != null && known.isOf(graph.snapshot().id(), home.model())) {
      return known;
    }
    end(folder, known);
    boolean isChecked = checked.contains(folder);
    SentencePass begun =
        SentencePass.begin(folder, graph, home, cache, dimensions(home), isChecked);
    if (begun != null) {
      passes.put(folder, begun);
      checked.add(folder);
    }
    return begun;
  }

  /** Only the model knows. */
  private int dimensions(SentenceHome home) {
    if (dimensions == 0 && home.isShared()) {
      dimensions = embedders.load().embed(List.of("dimensions")).get(0).length;
    }
    return dimensions;
  }

  /** What was lost and is not back yet, the next one has to find again. */
  private void end(Path folder, @Nullable SentencePass pass) {
    if (pass != null) {
      if (pass.hasLosses() && pass.open() > 0) {
        checked.remove(folder);
      }
      passes.remove(folder, pass);
      pass.close();
    }
  }

  /** One that is at work ends by itself, or with the process. */
  @Override
  public void close() {
    isClosed = true;
    if (embedding.tryLock()) {
      try {
        passes.values().forEach(SentencePass::close);
        passes.clear();
      } finally {
        embedding.unlock();
      }
    }
  }
}
