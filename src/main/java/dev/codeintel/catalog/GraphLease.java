package dev.codeintel.catalog;

import dev.codeintel.graph.SymbolGraph;

/** A snapshot held open for one request. Close it: the file cannot be retired before. */
public interface GraphLease extends AutoCloseable {

  /** Returns the graph; valid until this lease is closed. */
  SymbolGraph graph();

  /** Returns the repository it is of. */
  KnownRepository repository();

  /** Returns how fresh the snapshot is; found out once. */
  Freshness freshness();

  /**
   * Tells whether the snapshot can be read, as far as is known. If not, because it is damaged or
   * the engine had to be started anew, another lease may be of one that can.
   */
  boolean isUsable();

  @Override
  void close();
}
