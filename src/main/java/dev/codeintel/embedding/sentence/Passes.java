package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.graph.SymbolGraph;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a worker has done. Thread-safe. */
interface Passes {

  /** As {@link dev.codeintel.embedding.VectorFields#follow}. */
  boolean follow(SymbolGraph graph);

  /**
   * Gives some symbols that have none yet the vectors of their texts, the most useful first, and
   * loads the sentence model if need be. Takes 10 to 40 milliseconds of a processor a symbol.
   *
   * @param atMost at least 1; they are written together, for the price of all vectors
   * @param goesOn hears every few seconds how far it is, and tells whether to go on; what is done
   *     is written in any case
   * @return how far it is now
   * @throws dev.codeintel.embedding.EmbeddingException if there is no model, it fails, the thread
   *     is interrupted, or the index cannot be read or written
   */
  Embedded some(SymbolGraph graph, int atMost, Predicate<Embedded> goesOn);

  /**
   * Has someone told of each question for which the store that keeps vectors failed: it may have
   * lost some, so embed again later. There is one listener; it must return at once.
   */
  void whenStoreFails(Consumer<SymbolGraph> listener);
}
