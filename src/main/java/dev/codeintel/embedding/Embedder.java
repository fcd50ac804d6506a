package dev.codeintel.embedding;

import java.util.List;

/** Makes vectors of texts with one model. Thread-safe; callers share the model's threads. */
public interface Embedder {

  /**
   * Returns the vector of each text, in their order, each of length one. A text with more tokens
   * than the model takes is cut. Costs 5 to 60 milliseconds a text.
   *
   * @throws EmbeddingException if the model fails
   */
  List<float[]> embed(List<String> texts);
}
