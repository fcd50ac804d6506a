package dev.codeintel.resolution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lists of symbols, each under a number and a name. It is filled anew for each update of an index,
 * mostly with lists of one symbol, so adding writes to the ends of arrays only; {@link #end} sorts
 * what was added into buckets, and makes the lists of several symbols. Safe for reading by many
 * threads once {@link #end} has returned.
 */
final class SymbolLists {
  private int[] numbers;
  private int[] hashes;
  private String[] names;
  private int[] symbols;
  private int size;

  /** Where each bucket begins among the places; one more tells where the last ends. */
  private int[] buckets = {};

  /** What was added, as it lies in the buckets. */
  private int[] places = {};

  /** The lists of several symbols, each at the place of its first. */
  private int[] @Nullable [] lists = {};

  /**
   * Makes an empty table.
   *
   * @param expected how many symbols there may be; more make it grow
   */
  SymbolLists(int expected) {
    int length = Math.max(16, expected);
    numbers = new int[length];
    hashes = new int[length];
    names = new String[length];
    symbols = new int[length];
  }

  /** Adds a symbol at the end of a list, where the next {@link #end} puts it. */
  void add(int number, String name, int symbol) {
    if (size == symbols.length) {
      int length = size * 2;
      numbers = Arrays.copyOf(numbers, length);
      hashes = Arrays.copyOf(hashes, length);
      names = Arrays.copyOf(names, length);
      symbols = Arrays.copyOf(symbols, length);
    }
    numbers[size] = number;
    hashes[size] = hash(number, name);
    names[size] = name;
    symbols[size++] = symbol;
  }

  /** Ends adding for now; before the first time no list can be got. */
  void end() {
    int mask = Integer.highestOneBit(Math.max(1, size)) * 2 - 1;
    buckets = new int[mask + 2];
    for (int i = 0; i < size; i++) {
      buckets[hashes[i] & mask]++;
    }
    int start = 0;
    for (int i = 0; i < buckets.length; i++) {
      start += buckets[i];
      buckets[i] = start;
    }
    places = new int[size];
    // From the end, so that each bucket keeps the order and its end moves to its beginning.
    for (int i = size - 1; i >= 0; i--) {
      places[--buckets[hashes[i] & mask]] = i;
    }
    lists = new int[size][];
    for (int bucket = 0; bucket < mask + 1; bucket++) {
      if (buckets[bucket + 1] - buckets[bucket] > 1) {
        group(buckets[bucket], buckets[bucket + 1]);
      }
    }
  }

  /** Moves the symbols of each list in a bucket together; the others keep their order. */
  private void group(int from, int to) {
    int first = from;
    while (first < to - 1) {
      int end = first + 1;
      for (int at = end; at < to; at++) {
        if (isSame(places[first], places[at])) {
          int place = places[at];
          System.arraycopy(places, end, places, end + 1, at - end);
          places[end++] = place;
        }
      }
      if (end - first > 1) {
        int[] list = new int[end - first];
        for (int i = 0; i < list.length; i++) {
          list[i] = symbols[places[first + i]];
        }
        lists[first] = list;
      }
      first = end;
    }
  }

  private boolean isSame(int one, int other) {
    return hashes[one] == hashes[other]
        && numbers[one] == numbers[other]
        && names[one].equals(names[other]);
  }

  /** Returns a list, empty if there is none. Callers must not change the array. */
  int[] get(int number, String name) {
    int hash = hash(number, name);
    int bucket = hash & buckets.length - 2;
    int to = buckets[bucket + 1];
    int at = buckets[bucket];
    while (at < to) {
      int[] list = lists[at];
      int place = places[at];
      if (hashes[place] == hash && numbers[place] == number && names[place].equals(name)) {
        return list == null ? new int[] {symbols[place]} : list;
      }
      at += list == null ? 1 : list.length;
    }
    return FactIndex.NONE;
  }

  /** Numbers come in a row, and names differ in their last letters: unmixed they would meet. */
  private static int hash(int number, String name) {
    int hash = (number * 0x9E37_79B1 ^ name.hashCode()) * 0x85EB_CA6B;
    return hash ^ hash >>> 16;
  }
}
