package dev.codeintel.search;

import dev.codeintel.graph.SymbolGraph;

/** Searches one snapshot. Thread-safe. */
public interface CodeSearch {

  /**
   * Finds symbols and lines.
   *
   * @throws SearchException if a regular expression is not valid; the message says where
   */
  SearchResult find(SymbolGraph graph, SearchQuery query);
}
