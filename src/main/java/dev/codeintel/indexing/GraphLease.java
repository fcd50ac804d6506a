package dev.codeintel.indexing;

import dev.codeintel.graph.SymbolGraph;

/** A snapshot held open for one request. Close it: the file cannot be retired before. */
public interface GraphLease extends AutoCloseable {

  /** Returns the graph; valid until this lease is closed. */
  SymbolGraph graph();

  /** Returns how fresh the snapshot is. */
  Freshness freshness();

  @Override
  void close();
}
