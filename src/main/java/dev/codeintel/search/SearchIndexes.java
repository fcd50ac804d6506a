package dev.codeintel.search;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import java.util.List;
import java.util.Optional;

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
   * @param isBehind whether the index follows another snapshot than the one asked about
   */
  record Ranked(List<RankedKey> keys, boolean isTruncated, boolean isBehind) {
    public Ranked {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Brings the index to what a snapshot holds; only files whose content changed are looked at. Does
   * nothing while another process does it, which looks for newer snapshots itself when it is done.
   *
   * @param anew whether nothing of the old one is to be kept
   * @return whether the index follows this snapshot now
   * @throws SearchException if it cannot be read or written; the old one goes on serving
   */
  boolean update(SymbolGraph graph, boolean anew);

  /**
   * Ranks symbols by a question's words and meaning. What is found may have gone since: the
   * snapshot has the last word.
   *
   * @param limit at least 1
   * @return empty if there is no index yet
   * @throws SearchException if it cannot be read
   */
  Optional<Ranked> find(SymbolGraph graph, String text, SymbolFilter filter, int limit);
}
