package dev.codeintel.resolution;

import java.util.BitSet;

/**
 * Tells of most names that were not added that they were not: a Bloom filter with one hash. Safe
 * for reading by many threads once all are added.
 */
final class NameFilter {
  /** 128 kB: of names that were not added one in ten is let through after 100,000 others. */
  private static final int PLACE_BITS = 20;

  private final BitSet bits = new BitSet(1 << PLACE_BITS);

  void add(String name) {
    bits.set(place(name));
  }

  boolean mayContain(String name) {
    return bits.get(place(name));
  }

  private static int place(String name) {
    return (name.hashCode() * 0x9E37_79B1) >>> (Integer.SIZE - PLACE_BITS);
  }
}
