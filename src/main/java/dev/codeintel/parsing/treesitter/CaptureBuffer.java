package dev.codeintel.parsing.treesitter;

import java.util.Arrays;

/**
 * The matches of a query over one file, packed: for each match its pattern, its number of captures,
 * and for each capture its id, start and end byte. Reused from file to file; not thread-safe.
 */
final class CaptureBuffer {
  private int[] data = new int[1 << 14];
  private int size;

  void clear() {
    size = 0;
    if (data.length > 1 << 22) {
      data = new int[1 << 14];
    }
  }

  void add(int value) {
    if (size == data.length) {
      data = Arrays.copyOf(data, size * 2);
    }
    data[size++] = value;
  }

  int get(int index) {
    return data[index];
  }

  int size() {
    return size;
  }
}
