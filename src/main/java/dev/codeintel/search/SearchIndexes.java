package dev.codeintel.search;

import dev.codeintel.graph.SymbolGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
}
