package dev.codeintel.search.lucene;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.Sentences;
import dev.codeintel.embedding.VectorField;
import dev.codeintel.embedding.VectorFields;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.CallTimeoutException;
import dev.codeintel.model.CancelledCall;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchException;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchQuery;
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
public final class LuceneSearchIndexes implements SearchIndexes, VectorFields, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LuceneSearchIndexes.class);
  static final String FOLDER = "search";

  private final OpenIndexes readers = new OpenIndexes();
  private final SignBits.Cache signs = new SignBits.Cache();
  private final EmbeddedCounts counts = new EmbeddedCounts();
  private final Sentences sentences;

  @Inject
  LuceneSearchIndexes(Sentences sentences) {
    this.sentences = sentences;
  }

  @Override
  public boolean update(SymbolGraph graph, boolean isSuspect) {
    Path folder = folder(graph);
    try {
      Files.createDirectories(folder);
      try (Directory directory = new NIOFSDirectory(folder)) {
        SentenceHome home = sentences.home(graph);
        IndexUpdate update = new IndexUpdate(folder, directory, graph, isSuspect, home);
        update.run();
        readers.written(folder);
        if (update.hasLeftovers()) {
          home.hasLeftovers();
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
      DirectoryReader reader = readers.reader(folder, graph.snapshot().id());
      if (reader == null) {
        return Optional.empty();
      }
      try {
        boolean isMeaningOnly = query.mode() == SearchQuery.Mode.SEMANTIC;
        Ranking.Signals signals = isMeaningOnly ? Ranking.Signals.MEANINGS : Ranking.Signals.ALL;
        Ranking ranking = new Ranking(searcher(reader), query.filter(), signals, signs);
        Set<SearchGap> gaps = EnumSet.noneOf(SearchGap.class);
        SentenceHome home = sentences.home(graph);
        Ranking.Sentence sentence = sentence(home, reader, query, gaps);
        List<RankedKey> keys = ranking.rank(query.text(), sentence, limit);
        VectorStoreException storeFailure = ranking.storeFailure();
        if (storeFailure != null) {
          gaps.add(SearchGap.VECTOR_STORE_UNAVAILABLE);
          home.failed(graph, storeFailure);
        } else {
          home.answered();
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
    } catch (CancelledCall | CallTimeoutException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What Lucene throws for a damaged index is not always checked.
      readers.drop(folder);
      throw failure("be read", folder, e);
    }
  }

  @Override
  public boolean follow(SymbolGraph graph) {
    return update(graph, false);
  }

  @Override
  public @Nullable VectorField open(SymbolGraph graph, String name) throws IOException {
    Path folder = folder(graph);
    return LuceneVectorField.open(
        folder, graph.snapshot().id(), name, () -> readers.written(folder));
  }

  /** What no text has been embedded for is not asked by a sentence either. */
  private Ranking.Sentence sentence(
      SentenceHome home, DirectoryReader reader, SearchQuery query, Set<SearchGap> gaps)
      throws IOException {
    Ranking.Sentence none = new Ranking.Sentence(home, new float[0]);
    boolean isOn = !home.model().isEmpty();
    EmbeddedCounts.Count count = isOn ? counts.of(reader, home.field()) : EmbeddedCounts.Count.NONE;
    if (count.done() == 0) {
      if (isOn && query.mode() == SearchQuery.Mode.SEMANTIC) {
        // Whoever embeds with it would find out, but perhaps nobody does.
        sentences.load();
      }
      if (sentences.isFailing()) {
        gaps.add(SearchGap.EMBEDDINGS_UNAVAILABLE);
      } else if (home.isBeingFilled()) {
        gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
      } else if (query.mode() == SearchQuery.Mode.SEMANTIC) {
        gaps.add(SearchGap.NOT_EMBEDDED);
      }
      return none;
    }
    float[] vector = sentences.vector(query.text());
    if (vector == null) {
      gaps.add(SearchGap.EMBEDDINGS_UNAVAILABLE);
      return none;
    }
    if (count.done() < count.of()) {
      gaps.add(SearchGap.EMBEDDINGS_INCOMPLETE);
    }
    return new Ranking.Sentence(home, vector);
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
    readers.close();
  }
}
