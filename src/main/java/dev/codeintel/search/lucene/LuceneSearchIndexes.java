package dev.codeintel.search.lucene;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchException;
import dev.codeintel.search.SearchIndexes;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps a Lucene index in the folder of each ref's snapshots. */
@Singleton
public final class LuceneSearchIndexes implements SearchIndexes, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LuceneSearchIndexes.class);
  private static final String FOLDER = "search";
  private final ConcurrentMap<Path, SearcherManager> searchers = new ConcurrentHashMap<>();

  LuceneSearchIndexes() {}

  @Override
  public void update(SymbolGraph graph) {
    Path folder = folder(graph);
    try {
      Files.createDirectories(folder);
      try (Directory directory = new NIOFSDirectory(folder)) {
        new IndexUpdate(directory, graph).run();
      }
    } catch (LockObtainFailedException e) {
      LOG.debugf("%s is being updated by another process", folder);
    } catch (IOException e) {
      throw failure("be written", folder, e);
    }
  }

  @Override
  public Optional<List<RankedKey>> find(
      SymbolGraph graph, String text, SymbolFilter filter, int limit) {
    Path folder = folder(graph);
    SearcherManager manager = searchers.computeIfAbsent(folder, LuceneSearchIndexes::open);
    if (manager == null) {
      return Optional.empty();
    }
    try {
      manager.maybeRefresh();
      IndexSearcher searcher = manager.acquire();
      try {
        return Optional.of(new Ranking(searcher, filter, Ranking.Signals.BOTH).rank(text, limit));
      } finally {
        manager.release(searcher);
      }
    } catch (IOException e) {
      throw failure("be read", folder, e);
    }
  }

  private static @Nullable SearcherManager open(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        return null;
      }
      Directory directory = new NIOFSDirectory(folder);
      if (!DirectoryReader.indexExists(directory)) {
        directory.close();
        return null;
      }
      return new SearcherManager(directory, new Searchers());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("The search index in %s cannot be opened: %s", folder, e.getMessage());
      return null;
    }
  }

  private static final class Searchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
      return searcher(reader);
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

  private static SearchException failure(String what, Path folder, IOException e) {
    return new SearchException(
        ErrorCode.UNAVAILABLE,
        "The search index in " + folder + " cannot " + what + ": " + e.getMessage(),
        e);
  }

  @Override
  @PreDestroy
  public void close() {
    for (SearcherManager manager : searchers.values()) {
      try {
        manager.close();
      } catch (IOException e) {
        LOG.debug("Closing a search index failed", e);
      }
    }
    searchers.clear();
  }
}
