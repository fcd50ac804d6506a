package dev.codeintel.graph.duckdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts by row, as UTF-8 in one array. Safe for many threads once all are added. */
final class TextColumn {
  /** A row costs so many bytes besides its text. */
  static final int BYTES_A_ROW = 4;

  private final int[] ends;
  private byte[] bytes;
  private int rows;

  /**
   * Makes room.
   *
   * @param bytes length of all texts in UTF-8
   */
  TextColumn(int rows, int bytes) {
    this.ends = new int[rows];
    this.bytes = new byte[bytes];
  }

  /** Adds the text of the next row. */
  void add(String text) {
    byte[] added = text.getBytes(StandardCharsets.UTF_8);
    int from = start(rows);
    if (from + added.length > bytes.length) {
      // Text that is no valid Unicode may take more bytes here than in the database.
      bytes = Arrays.copyOf(bytes, Math.addExact(from + added.length, bytes.length / 8));
    }
    System.arraycopy(added, 0, bytes, from, added.length);
    ends[rows++] = from + added.length;
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  String get(int row) {
    int from = start(row);
    return from == ends[row]
        ? ""
        : new String(bytes, from, ends[row] - from, StandardCharsets.UTF_8);
  }

  /** Compares as the database does, by bytes. */
  int compare(int row, int other) {
    return Arrays.compareUnsigned(bytes, start(row), ends[row], bytes, start(other), ends[other]);
  }

  /** Returns how many characters a text has, counted as Unicode does. */
  int codePoints(int row) {
    int count = 0;
    for (int i = start(row); i < ends[row]; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }
}
