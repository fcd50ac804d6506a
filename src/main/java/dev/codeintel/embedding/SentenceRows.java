package dev.codeintel.embedding;

import dev.codeintel.vector.Hit;
import dev.codeintel.vector.VectorFilter;
import java.util.List;

/** The vectors of a ref's texts as rows of a store that holds those of others too. Thread-safe. */
public interface SentenceRows {

  /** Returns what takes all rows of the ref. */
  VectorFilter all();

  /** Returns the id of the row of a text. */
  String id(String path, long textHash);

  /**
   * Returns the rows nearest to a question, the nearest first.
   *
   * @param some of {@link #all()}
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be used
   */
  List<Hit> nearest(float[] question, VectorFilter some, int limit);
}
