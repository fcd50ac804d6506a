package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchException;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.vector.VectorStore;
import dev.codeintel.vector.VectorStoreException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps a Lucene index in the folder of each ref's snapshots. */
@Singleton
public final class LuceneSearchIndexes implements SearchIndexes, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LuceneSearchIndexes.class);
  static final String FOLDER = "search";

  private final ConcurrentMap<Path, OpenIndex> open = new ConcurrentHashMap<>();
  private final ConcurrentMap<Path, SentencePass> passes = new ConcurrentHashMap<>();
  private final ReentrantLock embedding = new ReentrantLock();
  private final SignBits.Cache signs = new SignBits.Cache();
  private final EmbeddedCounts counts = new EmbeddedCounts();
  private volatile boolean isClosed;
  private volatile @Nullable EmbeddingException lastFailure;
  private final Embedders embedders;
  private final EmbeddingCache embeddings;

  private final VectorStore store;

  /** Of what follows in the store, and has been compared with it since it last failed. */
  private final Set<Path> checked = ConcurrentHashMap.newKeySet();

  /** Of what the store has no rows but those of the index. */
  private final Set<Path> swept = ConcurrentHashMap.newKeySet();

  private volatile int dimensions;
  private volatile boolean isStoreFailing;

  @Inject
  LuceneSearchIndexes(Embedders embedders, EmbeddingCache embeddings, VectorStore store) {
    this.store = store;
    this.embedders = embedders;
    this.embeddings = embeddings;
  }

  private String model() {
    return embedders.isOn() ? embedders.id() : "";
  }

  private SentenceHome home(Path folder) {
    return SentenceHome.of(folder, model(), store);
  }

  @Override
  public boolean update(SymbolGraph graph, boolean isSuspect) {
    Path folder = folder(graph);
    try {
      Files.createDirectories(folder);
      try (Directory directory = new NIOFSDirectory(folder)) {
        IndexUpdate update =
            new IndexUpdate(folder, directory, graph, isSuspect, home(folder), embeddings);
        update.run();
        if (update.isStoreBehind()) {
          swept.remove(folder);
        }
        return true;
      }
    } catch (LockObtainFailedException e) {
      LOG.debugf("%s is being updated by another process", folder);
      return false;
    } catch (IOException e) {
      throw failure("be written", folder, e);
    }
  }

  @Override
  public Optional<Ranked> find(SymbolGraph graph, SearchQuery query, int limit) {
    Path folder = folder(graph);
    try {
      DirectoryReader reader = reader(folder);
      if (reader == null) {
        return Optional.empty();
      }
      try {
        boolean isMeaningOnly = query.mode() == SearchQuery.Mode.SEMANTIC;
        Ranking.Signals signals = isMeaningOnly ? Ranking.Signals.MEANINGS : Ranking.Signals.ALL;
        Ranking ranking = new Ranking(searcher(reader), query.filter(), signals, signs);
        Set<SearchGap> gaps = EnumSet.noneOf(SearchGap.class);
        Ranking.Sentence sentence = sentence(folder, reader, query, gaps);
        List<RankedKey> keys = ranking.rank(query.text(), sentence, limit);
        VectorStoreException storeFailure = ranking.storeFailure();
        if (storeFailure != null) {
          gaps.add(SearchGap.VECTOR_STORE_UNAVAILABLE);
          storeFailed(folder, storeFailure);
        } else {
          isStoreFailing = false;
        }
        String snapshot = reader.getIndexCommit().getUserData().get(IndexUpdate.SNAPSHOT);
        if (!graph.snapshot().id().equals(snapshot)) {
          gaps.add(SearchGap.INDEX_BEHIND);
        }
        return Optional.of(new Ranked(keys, keys.size() >= limit, gaps));
      } finally {
        reader.decRef();
      }
    } catch (IOException | RuntimeException e) {
      // What Lucene throws for a damaged index is not always checked.
      OpenIndex dropped = open.remove(folder);
      if (dropped != null) {
        dropped.close();
      }
      throw failure("be read", folder, e);
    }
  }

  @Override
  public Embedded embed(SymbolGraph graph, int atMost) {
    if (!embedders.isOn()) {
      return Embedded.only(EmbeddingState.COMPLETE);
    }
    embedding.lock();
    try {
      return isClosed
          ? Embedded.only(EmbeddingState.COMPLETE)
          : embed(folder(graph), graph, atMost);
    } finally {
      embedding.unlock();
    }
  }

  private Embedded embed(Path folder, SymbolGraph graph, int atMost) {
    SentenceHome home = home(folder);
    SentencePass pass = null;
    boolean isKept = false;
    try {
      pass = pass(folder, graph, home);
      if (pass == null) {
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() > 0 && !pass.some(graph, embedders.load(), atMost)) {
        swept.remove(folder);
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() == 0 && home.isShared() && !swept.contains(folder)) {
        pass.sweep();
        swept.add(folder);
      }
      isStoreFailing = false;
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
      swept.remove(folder);
      return Embedded.only(EmbeddingState.STORE_UNAVAILABLE);
    } catch (IOException e) {
      throw failure("be written", folder, e);
    } finally {
      if (!isKept) {
        end(folder, pass);
      }
    }
  }

  /** What it had it may have lost. An outage is logged once. */
  private void storeFailed(Path folder, VectorStoreException e) {
    checked.remove(folder);
    if (!isStoreFailing) {
      isStoreFailing = true;
      LOG.warn(e.getMessage());
    }
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
        SentencePass.begin(folder, graph, home, embeddings, dimensions(home), isChecked);
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

  private void end(Path folder, @Nullable SentencePass pass) {
    if (pass != null) {
      passes.remove(folder, pass);
      pass.close();
    }
  }

  /** What no text has been embedded for is not asked by a sentence either. */
  private Ranking.Sentence sentence(
      Path folder, DirectoryReader reader, SearchQuery query, Set<SearchGap> gaps)
      throws IOException {
    String model = model();
    SentenceHome home = home(folder);
    Ranking.Sentence none = new Ranking.Sentence(home, new float[0]);
    EmbeddedCounts.Count count =
        model.isEmpty() ? EmbeddedCounts.Count.NONE : counts.of(reader, home.field());
    if (count.done() == 0) {
      if (passes.containsKey(folder)) {
        gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
      } else if (query.mode() == SearchQuery.Mode.SEMANTIC) {
        gaps.add(SearchGap.NOT_EMBEDDED);
      }
      return none;
    }
    try {
      float[] vector = embedders.load().embed(List.of(query.text())).get(0);
      if (count.done() < count.of()) {
        gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
      }
      return new Ranking.Sentence(home, vector);
    } catch (EmbeddingException e) {
      if (lastFailure != e) {
        lastFailure = e;
        LOG.warn(e.getMessage());
      }
      gaps.add(SearchGap.EMBEDDINGS_UNAVAILABLE);
      return none;
    }
  }

  /** Returns a reader of what is on disk now, counted; null if there is none. */
  private @Nullable DirectoryReader reader(Path folder) throws IOException {
    while (true) {
      OpenIndex index = current(folder);
      DirectoryReader reader = index == null ? null : index.reader();
      if (index == null || reader != null) {
        return reader;
      }
      // Another request has found a newer one in between.
    }
  }

  /** Returns the index as it is on disk now; null if there is none. */
  private @Nullable OpenIndex current(Path folder) throws IOException {
    Optional<String> stamp = OpenIndex.stamp(folder);
    if (stamp.isEmpty()) {
      return null;
    }
    OpenIndex known = open.get(folder);
    if (known != null && known.stamp().equals(stamp.get())) {
      return known;
    }
    synchronized (this) {
      known = open.get(folder);
      if (known == null || !known.stamp().equals(stamp.get())) {
        OpenIndex next = OpenIndex.open(folder, stamp.get(), known);
        open.put(folder, next);
        if (known != null) {
          known.close();
        }
        known = next;
      }
      return known;
    }
  }

  static IndexSearcher searcher(IndexReader reader) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new FieldSimilarity());
    searcher.setQueryCache(null);
    return searcher;
  }

  private static Path folder(SymbolGraph graph) {
    return graph.file().resolveSibling(FOLDER);
  }

  private static SearchException failure(String what, Path folder, Exception e) {
    return new SearchException(
        ErrorCode.UNAVAILABLE,
        "The search index in " + folder + " cannot " + what + ": " + e.getMessage(),
        e);
  }

  @Override
  @PreDestroy
  public void close() {
    isClosed = true;
    closePasses();
    closeReaders();
  }

  /** One that is at work ends by itself, or with the process. */
  private void closePasses() {
    if (embedding.tryLock()) {
      try {
        passes.values().forEach(SentencePass::close);
        passes.clear();
      } finally {
        embedding.unlock();
      }
    }
  }

  private synchronized void closeReaders() {
    open.values().forEach(OpenIndex::close);
    open.clear();
  }
}
