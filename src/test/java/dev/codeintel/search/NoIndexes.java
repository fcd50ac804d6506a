package dev.codeintel.search;

import dev.codeintel.graph.SymbolGraph;
import java.util.Optional;

/** There is no search index, as before the first one is made. */
public final class NoIndexes implements SearchIndexes {
  @Override
  public boolean update(SymbolGraph graph, boolean isSuspect) {
    return true;
  }

  @Override
  public Optional<Ranked> find(SymbolGraph graph, SearchQuery query, int limit) {
    return Optional.empty();
  }
}
