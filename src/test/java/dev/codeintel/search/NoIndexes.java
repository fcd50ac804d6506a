package dev.codeintel.search;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import java.util.List;
import java.util.Optional;

/** There is no search index, as before the first one is made. */
public final class NoIndexes implements SearchIndexes {
  @Override
  public void update(SymbolGraph graph) {}

  @Override
  public Optional<List<RankedKey>> find(
      SymbolGraph graph, String text, SymbolFilter filter, int limit) {
    return Optional.empty();
  }
}
