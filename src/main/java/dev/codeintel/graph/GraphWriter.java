package dev.codeintel.graph;

import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;

/**
 * Writes one snapshot's graph, in bulk. Order of calls: files, relationships and symbols in any
 * order, then {@link #finish}. Closing without finishing discards everything. Not thread-safe.
 */
public interface GraphWriter extends AutoCloseable {

  /** Adds a file, with its text if that is kept. */
  void file(IndexedFile file);

  /** Adds a symbol. */
  void symbol(Symbol symbol);

  /** Adds a relationship; its symbols may be added before or after. */
  void relationship(Relationship relationship);

  /**
   * Completes the graph: derived tables, indexes, self-check, checkpoint.
   *
   * @throws GraphException if the self-check fails or the disk is full
   */
  void finish(Snapshot snapshot);

  @Override
  void close();
}
