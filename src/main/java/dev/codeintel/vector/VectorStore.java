package dev.codeintel.vector;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps vectors, those of each model apart, and finds the nearest. Thread-safe; processes share it.
 * A server that is down costs each call some milliseconds, once that is known.
 */
public interface VectorStore {

  /** Tells whether it is to be used; if not, no other method may be called. */
  boolean isOn();

  /**
   * Adds rows. One whose id is there already is left as it is; a failure may leave some added.
   *
   * @param model what made the vectors; any text
   * @throws VectorStoreException if the store cannot be used
   */
  void add(String model, List<Row> rows);

  /**
   * Removes the rows of some files, but for those that are to be kept.
   *
   * @param keep of each of the files the ids to keep
   * @throws VectorStoreException if the store cannot be used; some may be removed
   */
  void retain(String model, String repository, String ref, Map<String, Set<String>> keep);

  /**
   * Removes all rows of a ref, but for those that are to be kept. Takes a request for a thousand of
   * these.
   *
   * @throws VectorStoreException if the store cannot be used; some may be removed
   */
  void retainAll(String model, String repository, String ref, Collection<String> keep);

  /**
   * Returns which of some rows are there. Costs as much as finding so many.
   *
   * @param dimensions of the model's vectors
   * @throws VectorStoreException if the store cannot be used
   */
  Set<String> present(String model, int dimensions, Collection<String> ids);

  /**
   * Returns the rows nearest to each question, the nearest first. Many questions are asked side by
   * side, on at most four threads.
   *
   * @param limit at least 1; a request takes a second for a thousand
   * @return as many lists as there are questions, in their order; shorter than the limit if fewer
   *     rows fit
   * @throws VectorStoreException if the store cannot be used
   */
  List<List<Hit>> nearest(String model, List<float[]> queries, VectorFilter filter, int limit);
}
