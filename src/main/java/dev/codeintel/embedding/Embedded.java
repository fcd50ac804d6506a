package dev.codeintel.embedding;

/**
 * How many symbols have a vector of their text.
 *
 * @param done those that have
 * @param of those that are to have one; 0 while that is not known
 */
public record Embedded(EmbeddingState state, int done, int of) {
  /** Returns a state about which there is nothing to count. */
  public static Embedded only(EmbeddingState state) {
    return new Embedded(state, 0, 0);
  }
}
