package dev.codeintel.embedding;

import java.util.Arrays;

/** The sum of the vectors of a text's words. Not thread-safe. */
public final class WordSum {
  private static final int LARGEST = 127;

  private final WordVectors vectors;
  private final float[] sum;
  private boolean isEmpty = true;

  WordSum(WordVectors vectors) {
    this.vectors = vectors;
    this.sum = new float[vectors.dimensions()];
  }

  /** Begins anew. */
  public void clear() {
    Arrays.fill(sum, 0);
    isEmpty = true;
  }

  /** Adds a word in the form {@code Words} gives it; one that is not known changes nothing. */
  public void add(String word, float weight) {
    add(vectors.rowsOf(word), weight);
  }

  /** Adds vectors by their {@linkplain WordVectors#rowsOf rows}. */
  public void add(int[] rows, float weight) {
    for (int row : rows) {
      vectors.add(row, weight, sum);
    }
    isEmpty &= rows.length == 0;
  }

  /** Tells whether no known word was added; then there is no vector. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /**
   * Returns the direction of the sum with the largest coordinate at 127; all zero if it is empty.
   */
  public byte[] direction() {
    float largest = 0;
    for (float each : sum) {
      largest = Math.max(largest, Math.abs(each));
    }
    byte[] direction = new byte[sum.length];
    if (largest > 0) {
      for (int i = 0; i < sum.length; i++) {
        direction[i] = (byte) Math.round(sum[i] * LARGEST / largest);
      }
    }
    return direction;
  }
}
