package dev.codeintel.parsing.treesitter;

import java.util.Arrays;

/**
 * Hashes of stretches of one file, all from a single pass over its bytes: a polynomial over the
 * field of integers modulo 2^61 - 1 is summed up to every offset that matters, and the hash of a
 * stretch is a difference of two sums (Rabin and Karp). So nested declarations cost no more than
 * flat ones.
 */
final class DeclarationHashes {
  private static final long PRIME = (1L << 61) - 1;
  private static final long BASE = 1_315_423_911L * 2_654_435_761L % PRIME;

  private final int[] offsets;
  private final long[] sums;

  /**
   * Reads the file.
   *
   * @param offsets where stretches start or end, in any order
   */
  DeclarationHashes(SourceText source, int[] offsets) {
    this.offsets = Arrays.stream(offsets).sorted().distinct().toArray();
    this.sums = new long[this.offsets.length];
    long sum = 0;
    int at = 0;
    for (int i = 0; i < sums.length; i++) {
      for (; at < this.offsets[i]; at++) {
        sum = plus(times(sum, BASE), (source.at(at) & 0xff) + 1);
      }
      sums[i] = sum;
    }
  }

  /** Returns the hash of the bytes between two of the offsets. */
  long hash(int start, int end) {
    long before = times(sumAt(start), power(end - start));
    return plus(sumAt(end), PRIME - before);
  }

  private long sumAt(int offset) {
    return sums[Arrays.binarySearch(offsets, offset)];
  }

  private static long power(int exponent) {
    long result = 1;
    long square = BASE;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = times(result, square);
      }
      square = times(square, square);
    }
    return result;
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum >= PRIME ? sum - PRIME : sum;
  }

  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    // a * b = high * 2^64 + low; 2^61 is 1 modulo the prime.
    return plus(low & PRIME, ((low >>> 61) | (high << 3)) % PRIME);
  }
}
