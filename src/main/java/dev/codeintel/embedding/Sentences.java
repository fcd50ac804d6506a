package dev.codeintel.embedding;

import dev.codeintel.graph.SymbolGraph;
import org.jspecify.annotations.Nullable;

/** What an index has to know of the sentence model and its vectors. Thread-safe. */
public interface Sentences {

  /** Returns where the vectors of the ref of a snapshot are. */
  SentenceHome home(SymbolGraph graph);

  /**
   * Returns the vector of a question; loads the model if need be.
   *
   * @return null if the model fails, which is logged once
   */
  float @Nullable [] vector(String question);

  /** Finds out whether the model can be loaded. */
  void load();

  /** Tells whether the model failed when it was last used. */
  boolean isFailing();
}
