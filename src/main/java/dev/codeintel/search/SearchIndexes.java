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
   * Brings the index to what a snapshot holds; only files whose content changed are looked at. Does
   * nothing while another process does it.
   *
   * @throws SearchException if it cannot be read or written; the old one goes on serving
   */
  void update(SymbolGraph graph);

  /**
   * Ranks symbols by a question's words and meaning, best first. What is found may have gone since:
   * the snapshot has the last word.
   *
   * @param limit at least 1
   * @return empty if there is no index yet
   * @throws SearchException if it cannot be read
   */
  Optional<List<RankedKey>> find(SymbolGraph graph, String text, SymbolFilter filter, int limit);
}
