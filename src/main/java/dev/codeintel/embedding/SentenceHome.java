package dev.codeintel.embedding;

import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.vector.VectorStoreException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the vectors of a ref's texts are: in a field of its index, or as rows of a store that holds
 * those of others too. Then the field only says which texts are there, but for a sample. Each has a
 * field of its own, so that none is taken for another, not even in a copy of another ref's index.
 * Thread-safe.
 */
public interface SentenceHome {
  /** Of so many texts one at least has its vector in the field. */
  int LARGEST_STEP = 16;

  /** Returns what makes the vectors; empty if nothing does. */
  String model();

  /** Returns the name of the field. */
  String field();

  /** Returns the text of a symbol. */
  String text(SymbolDocument symbol);

  /** Returns the rows of a store that they are; null if they are in the field. */
  @Nullable SentenceRows rows();

  /** Tells whether they are rows of a store. */
  default boolean isShared() {
    return rows() != null;
  }

  /** Tells whether this process is about to add those that are missing. */
  boolean isBeingFilled();

  /**
   * Returns what is known of a file beside the field, by the hashes of its texts, in the form
   * {@link SentenceVectors}. Of rows only the field itself tells: nobody else has added them.
   */
  Map<Long, byte[]> known(String contentHash);

  /**
   * Drops what changed files no longer have. To be called before the index is committed: after that
   * somebody may be adding what they have now.
   *
   * @param kept of each of the files the hashes of the texts it has
   * @return false if some may be left: then say so {@linkplain #hasLeftovers() after the commit}
   */
  boolean retain(Map<String, Set<Long>> kept);

  /** Notes that it may have more than the field: the rest is dropped when all are embedded. */
  void hasLeftovers();

  /** Notes that a question has been answered. */
  void answered();

  /** Notes that a question could not be answered by what it has: some may be lost. */
  void failed(SymbolGraph graph, VectorStoreException e);
}
