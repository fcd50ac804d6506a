package dev.codeintel.resolution;

import java.util.Arrays;

/**
 * Lists of symbols, each under a number and a name. One open table in place of a map of records to
 * lists: it is filled anew for each update of an index, mostly with lists of one symbol. Safe for
 * reading by many threads once {@link #trim} has returned.
 */
final class SymbolLists {
  private int[] numbers;
  private String[] names;
  private int[][] lists;
  private int[] sizes;
  private int count;

  /**
   * Makes an empty table.
   *
   * @param expected how many lists there may be; more make it grow
   */
  SymbolLists(int expected) {
    int length = Integer.highestOneBit(Math.max(4, expected)) * 4;
    numbers = new int[length];
    names = new String[length];
    lists = new int[length][];
    sizes = new int[length];
    Arrays.fill(lists, FactIndex.NONE);
  }

  /** Adds a symbol at the end of a list. The list cannot be got before {@link #trim}. */
  void add(int number, String name, int symbol) {
    int slot = slot(number, name);
    if (sizes[slot] == 0) {
      if (count >= names.length / 2) {
        grow();
        slot = slot(number, name);
      }
      numbers[slot] = number;
      names[slot] = name;
      count++;
    }
    int[] list = lists[slot];
    int size = sizes[slot];
    if (size == list.length) {
      list = Arrays.copyOf(list, Math.max(1, size * 2));
      lists[slot] = list;
    }
    list[size] = symbol;
    sizes[slot] = size + 1;
  }

  /** Ends adding for now: every list gets the length it has. */
  void trim() {
    for (int slot = 0; slot < lists.length; slot++) {
      if (sizes[slot] < lists[slot].length) {
        lists[slot] = Arrays.copyOf(lists[slot], sizes[slot]);
      }
    }
  }

  /** Returns a list, empty if there is none. Callers must not change the array. */
  int[] get(int number, String name) {
    return lists[slot(number, name)];
  }

  /** Returns where a list is, or the free place where it belongs. */
  private int slot(int number, String name) {
    int mask = names.length - 1;
    // Numbers come in a row, and names differ in their last letters: unmixed they would meet.
    int hash = (number * 0x9E37_79B1 ^ name.hashCode()) * 0x85EB_CA6B;
    int slot = (hash ^ hash >>> 16) & mask;
    while (sizes[slot] > 0 && !(numbers[slot] == number && names[slot].equals(name))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    SymbolLists larger = new SymbolLists(names.length);
    for (int from = 0; from < names.length; from++) {
      if (sizes[from] > 0) {
        int to = larger.slot(numbers[from], names[from]);
        larger.numbers[to] = numbers[from];
        larger.names[to] = names[from];
        larger.lists[to] = lists[from];
        larger.sizes[to] = sizes[from];
      }
    }
    numbers = larger.numbers;
    names = larger.names;
    lists = larger.lists;
    sizes = larger.sizes;
  }
}
