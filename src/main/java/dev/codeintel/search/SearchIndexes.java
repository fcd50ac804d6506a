package dev.codeintel.search;

import dev.codeintel.graph.SymbolGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The search indexes beside the snapshots: one for a repository at a ref, which follows its newest
 * snapshot. Thread-safe; processes may share them.
 */
public interface SearchIndexes {

  /**
   * What an index found.
   *
   * @param keys best first
   * @param isTruncated whether the limit cut it
   * @param gaps what could not be taken into account
   */
  record Ranked(List<RankedKey> keys, boolean isTruncated, Set<SearchGap> gaps) {
    public Ranked {
      keys = List.copyOf(keys);
      gaps = Set.copyOf(gaps);
    }
  }

  /**
   * Brings the index to what a snapshot holds; only files whose content changed are looked at. The
   * first of a ref begins with that of another ref, if there is one. Does nothing while another
   * process does it, which looks for newer snapshots itself when it is done.
   *
   * @param isSuspect whether the old one is looked through for damage first
   * @return whether the index follows this snapshot now
   * @throws SearchException if it cannot be read or written; the old one goes on serving
   */
  boolean update(SymbolGraph graph, boolean isSuspect);

  /**
   * Ranks symbols by a question's words and meaning, or by its meaning alone. What is found may
   * have gone since: the snapshot has the last word.
   *
   * @param query its mode is {@code AUTO} or {@code SEMANTIC}
   * @param limit goes before the query's; at least 1
   * @return empty if there is no index yet
   * @throws SearchException if it cannot be read
   */
  Optional<Ranked> find(SymbolGraph graph, SearchQuery query, int limit);

  /**
   * Has someone told of each question for which the store that keeps vectors failed: it may have
   * lost some, so embed again later. There is one listener; it must return at once.
   */
  void whenStoreFails(Consumer<SymbolGraph> listener);

  /** How far a snapshot's symbols are embedded. */
  enum EmbeddingState {
    /** Nothing is left to do, or no model is used. */
    COMPLETE,
    /** Some have no vector yet. */
    OPEN,
    /** Another process embeds or writes the index. */
    ELSEWHERE,
    /** The store that is to keep the vectors cannot be used; what is done is kept. */
    STORE_UNAVAILABLE,
    /** The index follows another snapshot, or there is none: update it first. */
    BEHIND
  }

  /**
   * How many symbols have a vector of their text.
   *
   * @param done those that have
   * @param of those that are to have one; 0 while that is not known
   */
  record Embedded(EmbeddingState state, int done, int of) {
    /** Returns a state about which there is nothing to count. */
    public static Embedded only(EmbeddingState state) {
      return new Embedded(state, 0, 0);
    }
  }

  /**
   * Gives some symbols that have none yet the vectors of their texts, the most useful first, and
   * loads the sentence model if need be. Takes 10 to 40 milliseconds of a processor a symbol.
   *
   * @param atMost at least 1; they are written together, for the price of all vectors
   * @param goesOn hears every few seconds how far it is, and tells whether to go on; what is done
   *     is written in any case
   * @return how far it is now
   * @throws SearchException if the index cannot be read or written
   * @throws dev.codeintel.embedding.EmbeddingException if there is no model, it fails, or the
   *     thread is interrupted
   */
  Embedded embed(SymbolGraph graph, int atMost, Predicate<Embedded> goesOn);

  /** As {@link #embed(SymbolGraph, int, Predicate)}, to the end. */
  default Embedded embed(SymbolGraph graph, int atMost) {
    return embed(graph, atMost, now -> true);
  }
}
