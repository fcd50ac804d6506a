package dev.codeintel.graph.duckdb;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds numbers by the hash of what they number, in eight bytes each. Immutable. */
final class HashIndex {
  private static final long NUMBER = 0xFFFF_FFFFL;

  /** Hash above, number below; sorted. */
  private final long[] entries;

  /**
   * Makes one.
   *
   * @param hashes by number
   */
  HashIndex(int[] hashes) {
    entries = new long[hashes.length];
    for (int number = 0; number < hashes.length; number++) {
      entries[number] = entry(hashes[number], number);
    }
    Arrays.sort(entries);
  }

  private static long entry(int hash, int number) {
    return ((long) hash << Integer.SIZE) | number;
  }

  /** Gives the numbers with this hash in ascending order. */
  void each(int hash, IntConsumer sink) {
    int at = Arrays.binarySearch(entries, entry(hash, 0));
    for (int i = at < 0 ? -at - 1 : at; i < entries.length; i++) {
      if ((int) (entries[i] >> Integer.SIZE) != hash) {
        return;
      }
      sink.accept((int) (entries[i] & NUMBER));
    }
  }
}
