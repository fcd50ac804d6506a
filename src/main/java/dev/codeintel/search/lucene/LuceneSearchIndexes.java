package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedder;
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
import dev.codeintel.search.SentenceText;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  private final OpenIndexes readers = new OpenIndexes();
  private final SignBits.Cache signs = new SignBits.Cache();
  private final EmbeddedCounts counts = new EmbeddedCounts();
  private final Embedders embedders;
  private final EmbeddingCache embeddings;
  private final VectorStore store;
  private final SentencePasses passes;
  private volatile Consumer<SymbolGraph> storeFailures = graph -> {};
  private volatile @Nullable EmbeddingException lastFailure;

  @Inject
  LuceneSearchIndexes(Embedders embedders, EmbeddingCache embeddings, VectorStore store) {
    this.store = store;
    this.embedders = embedders;
    this.embeddings = embeddings;
    this.passes = new SentencePasses(embedders, embeddings);
  }

  private String model() {
    return embedders.isOn() ? embedders.id() : "";
  }

  private SentenceHome home(Path folder) {
    return SentenceHome.of(folder, model(), new SentenceText(embedders.bodyCharacters()), store);
  }

  @Override
  public boolean update(SymbolGraph graph, boolean isSuspect) {
    Path folder = folder(graph);
    try {
      Files.createDirectories(folder);
      try (Directory directory = new NIOFSDirectory(folder)) {
        IndexUpdate update =
            new IndexUpdate(
                folder,
                directory,
                graph,
                isSuspect,
                home(folder),
                passes.isStoreFailing(),
                embeddings);
        update.run();
        if (update.isStoreBehind()) {
          passes.storeBehind(folder);
        }
        return true;
      }
    } catch (LockObtainFailedException e) {
      LOG.debugf("%s is being updated by another process", folder);
      return false;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // The latter are Lucene's for what it does not take, and after an error while writing.
      throw failure("be written", folder, e);
    }
  }

  @Override
  public Optional<Ranked> find(SymbolGraph graph, SearchQuery query, int limit) {
    Path folder = folder(graph);
    try {
      DirectoryReader reader = readers.reader(folder);
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
          passes.storeFailed(folder, storeFailure);
          storeFailures.accept(graph);
        } else {
          passes.storeAnswered();
        }
        if (ranking.hasAskedForAllPaths()) {
          gaps.add(SearchGap.TOO_MANY_PATHS);
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
      readers.drop(folder);
      throw failure("be read", folder, e);
    }
  }

  @Override
  public void whenStoreFails(Consumer<SymbolGraph> listener) {
    storeFailures = listener;
  }

  @Override
  public Embedded embed(SymbolGraph graph, int atMost, Predicate<Embedded> goesOn) {
    if (!embedders.isOn()) {
      return Embedded.only(EmbeddingState.COMPLETE);
    }
    Path folder = folder(graph);
    try {
      Embedded now = passes.some(folder, graph, home(folder), atMost, goesOn);
      lastFailure = null;
      return now;
    } catch (EmbeddingException e) {
      lastFailure = e;
      throw e;
    } catch (IOException e) {
      throw failure("be written", folder, e);
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
      if (!model.isEmpty() && query.mode() == SearchQuery.Mode.SEMANTIC) {
        // Whoever embeds with it would find out, but perhaps nobody does.
        noteWhetherItLoads();
      }
      if (lastFailure != null) {
        gaps.add(SearchGap.EMBEDDINGS_UNAVAILABLE);
      } else if (passes.isOpen(folder)) {
        gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
      } else if (query.mode() == SearchQuery.Mode.SEMANTIC) {
        gaps.add(SearchGap.NOT_EMBEDDED);
      }
      return none;
    }
    try {
      float[] vector = embedders.load().embed(List.of(query.text())).get(0);
      lastFailure = null;
      if (count.done() < count.of()) {
        gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
      }
      return new Ranking.Sentence(home, vector);
    } catch (EmbeddingException e) {
      failed(e);
      gaps.add(SearchGap.EMBEDDINGS_UNAVAILABLE);
      return none;
    }
  }

  private void noteWhetherItLoads() {
    try {
      Embedder ignored = embedders.load();
      lastFailure = null;
    } catch (EmbeddingException e) {
      failed(e);
    }
  }

  private void failed(EmbeddingException e) {
    if (lastFailure != e) {
      lastFailure = e;
      LOG.warn(e.getMessage());
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
    passes.close();
    readers.close();
  }
}
