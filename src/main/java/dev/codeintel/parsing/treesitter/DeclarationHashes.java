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

  /** Small enough for four bytes times its powers to stay below the prime. */
  private static final long BASE = 130_787L;

  private static final long BASE_2 = BASE * BASE;
  private static final long BASE_3 = BASE_2 * BASE;
  private static final long BASE_4 = times(BASE_2, BASE_2);

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
      int end = this.offsets[i];
      for (; at + 4 <= end; at += 4) {
        long next =
            digit(source, at) * BASE_3
                + digit(source, at + 1) * BASE_2
                + digit(source, at + 2) * BASE
                + digit(source, at + 3);
        sum = plus(times(sum, BASE_4), next);
      }
      for (; at < end; at++) {
        sum = plus(times(sum, BASE), digit(source, at));
      }
      sums[i] = sum;
    }
  }

  private static long digit(SourceText source, int at) {
    return (source.at(at) & 0xff) + 1L;
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
