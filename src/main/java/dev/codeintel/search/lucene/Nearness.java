package dev.codeintel.search.lucene;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** How near the documents of an index are to a question in meaning. Not thread-safe. */
interface Nearness {

  /**
   * Adds those that may be the nearest; none if there is nothing to compare.
   *
   * @param accepted what to choose from; null for all
   * @param count how many, if there are as many
   */
  void choose(FixedBitSet chosen, @Nullable FixedBitSet accepted, int count) throws IOException;

  /** Compares some documents, and a sample, with the question. */
  void measure(FixedBitSet documents) throws IOException;

  /** Returns the cosine of a measured document; NaN if it has no vector, or it is not known. */
  float cosine(int document);

  /** Returns by how many standard deviations a measured document is nearer than usual. */
  double deviations(int document);
}
