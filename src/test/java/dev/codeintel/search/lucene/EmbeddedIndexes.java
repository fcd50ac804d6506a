package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.sentence.DefaultSentences;
import dev.codeintel.embedding.sentence.EmbeddingCache;
import dev.codeintel.embedding.sentence.SentencePasses;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.vector.VectorStore;
import java.util.Optional;
import java.util.function.Predicate;

/** The indexes of a process, and what embeds their texts, without a container. */
public final class EmbeddedIndexes implements SearchIndexes, AutoCloseable {
  /** As many paths a vector store is told of. */
  public static final int MOST_PATHS = Ranking.MOST_PATHS;

  private final LuceneSearchIndexes indexes;
  private final SentencePasses passes;

  public EmbeddedIndexes(Embedders embedders, EmbeddingCache cache, VectorStore store) {
    DefaultSentences sentences = new DefaultSentences(embedders, cache, store);
    this.indexes = new LuceneSearchIndexes(sentences);
    this.passes = new SentencePasses(indexes, sentences);
  }

  @Override
  public boolean update(SymbolGraph graph, boolean isSuspect) {
    return indexes.update(graph, isSuspect);
  }

  @Override
  public Optional<Ranked> find(SymbolGraph graph, SearchQuery query, int limit) {
    return indexes.find(graph, query, limit);
  }

  /** As {@link #embed(SymbolGraph, int, Predicate)}, to the end. */
  public Embedded embed(SymbolGraph graph, int atMost) {
    return embed(graph, atMost, now -> true);
  }

  /**
   * Embeds some symbols that have no vector yet.
   *
   * @param goesOn hears every few seconds how far it is, and tells whether to go on
   */
  public Embedded embed(SymbolGraph graph, int atMost, Predicate<Embedded> goesOn) {
    return passes.some(graph, atMost, goesOn);
  }

  @Override
  public void close() {
    passes.close();
    indexes.close();
  }
}
