package dev.codeintel.embedding;

import java.util.Arrays;

/**
 * The sum of the vectors of a text's words. Two coordinates are added at once as the halves of a
 * {@code long}: the lower one's sign is borrowed from the upper and given back at the end. A half
 * holds the sum of half a million of the heaviest words. Not thread-safe.
 */
public final class WordSum {
  private static final int LARGEST = 127;

  private final WordVectors vectors;
  private final long[] pairs;
  private boolean isEmpty = true;

  WordSum(WordVectors vectors) {
    this.vectors = vectors;
    this.pairs = new long[vectors.dimensions() / 2];
  }

  /** Begins anew. */
  public void clear() {
    Arrays.fill(pairs, 0);
    isEmpty = true;
  }

  /** Adds a word in the form {@code Words} gives it; one that is not known changes nothing. */
  public void add(String word, int weight) {
    add(vectors.rowsOf(word), weight);
  }

  /** Adds vectors by their {@linkplain WordVectors#rowsOf rows}. */
  public void add(int[] rows, int weight) {
    for (int row : rows) {
      vectors.add(row, weight, pairs);
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
    int[] sum = new int[vectors.dimensions()];
    int largest = 0;
    for (int i = 0; i < pairs.length; i++) {
      int low = (int) pairs[i];
      int high = (int) ((pairs[i] - low) >> Integer.SIZE);
      sum[2 * i] = low;
      sum[2 * i + 1] = high;
      largest = Math.max(largest, Math.max(Math.abs(low), Math.abs(high)));
    }
    byte[] direction = new byte[sum.length];
    if (largest > 0) {
      float factor = (float) LARGEST / largest;
      for (int i = 0; i < sum.length; i++) {
        direction[i] = (byte) Math.round(sum[i] * factor);
      }
    }
    return direction;
  }
}
