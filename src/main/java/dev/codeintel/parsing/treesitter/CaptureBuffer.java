package dev.codeintel.parsing.treesitter;

import java.util.Arrays;

/**
 * The matches of a query over one file, packed: for each match its pattern, its number of captures,
 * and for each capture its id, start and end byte. Reused from file to file; not thread-safe.
 */
final class CaptureBuffer {
  private int[] data;
  private final int start;
  private int end;
  private boolean hasErrors;

  CaptureBuffer() {
    this(new int[1 << 14], 0, false);
    end = 0;
  }

  /**
   * Wraps matches that are already packed.
   *
   * @param start where they begin in the array
   */
  CaptureBuffer(int[] packed, int start, boolean hasErrors) {
    this.data = packed;
    this.start = start;
    this.end = packed.length;
    this.hasErrors = hasErrors;
  }

  void clear(boolean nextHasErrors) {
    hasErrors = nextHasErrors;
    end = start;
    if (data.length > 1 << 22) {
      data = new int[1 << 14];
    }
  }

  void add(int value) {
    if (end == data.length) {
      data = Arrays.copyOf(data, end * 2);
    }
    data[end++] = value;
  }

  int get(int index) {
    return data[start + index];
  }

  int size() {
    return end - start;
  }

  /** Tells whether the file has a place that does not fit the grammar. */
  boolean hasErrors() {
    return hasErrors;
  }
}
