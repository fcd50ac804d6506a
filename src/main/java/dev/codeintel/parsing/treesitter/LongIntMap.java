package dev.codeintel.parsing.treesitter;

/**
 * A map from numbers to numbers that are not negative. Keys may be two offsets packed into one
 * number, which a {@link java.util.HashMap} of {@link Long} puts into few buckets: its hash is the
 * exclusive or of both. Entries are not removed; not thread-safe.
 */
final class LongIntMap {

  /** What {@link #get} returns for a key that is not in the map. */
  static final int ABSENT = -1;

  /** 2^64 divided by the golden ratio: spreads what differs in few bits (Knuth). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys;

  /** One more than the value; 0 where there is no entry. */
  private int[] values;

  private int size;

  /**
   * Makes an empty map.
   *
   * @param expected number of entries it shall hold without growing
   */
  LongIntMap(int expected) {
    int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, expected)) * 4);
    keys = new long[capacity];
    values = new int[capacity];
  }

  int get(long key) {
    return values[slot(key)] - 1;
  }

  /** Sets the value of a key and returns what it was before, or {@link #ABSENT}. */
  int put(long key, int value) {
    int slot = slot(key);
    int before = values[slot] - 1;
    keys[slot] = key;
    values[slot] = value + 1;
    if (before == ABSENT && ++size > keys.length / 2) {
      grow();
    }
    return before;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * SPREAD) >>> 32) & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
