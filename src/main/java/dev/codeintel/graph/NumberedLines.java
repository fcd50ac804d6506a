package dev.codeintel.graph;

import java.util.Arrays;

/**
 * The lines of one text, counted as the parser counts them: each ends at a line feed. Immutable.
 */
public final class NumberedLines {
  private final String text;

  /** Where each line starts; what follows the last line feed is a line only if it is not empty. */
  private final int[] starts;

  public NumberedLines(String text) {
    this.text = text;
    int[] found = new int[16 + text.length() / 32];
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = start;
      int end = text.indexOf('\n', start);
      start = end < 0 ? text.length() : end + 1;
    }
    starts = Arrays.copyOf(found, count);
  }

  /** Returns how many there are. */
  public int count() {
    return starts.length;
  }

  /** Returns one line without its end; "" if there is no such line. */
  public String line(int zeroBasedLine) {
    if (zeroBasedLine < 0 || zeroBasedLine >= starts.length) {
      return "";
    }
    int end = zeroBasedLine + 1 < starts.length ? starts[zeroBasedLine + 1] : text.length();
    int start = starts[zeroBasedLine];
    if (end > start && text.charAt(end - 1) == '\n') {
      end--;
    }
    while (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  /** Returns lines {@code from} to {@code to}, both zero-based and inclusive, each with its end. */
  public String block(int from, int to) {
    StringBuilder block = new StringBuilder();
    for (int i = Math.max(0, from); i <= to && i < starts.length; i++) {
      block.append(line(i)).append('\n');
    }
    return block.toString();
  }

  /**
   * Returns lines {@code from} to {@code to}, both zero-based and inclusive, as they stand in the
   * text.
   *
   * @param most characters of it
   */
  public String beginning(int from, int to, int most) {
    if (from < 0 || from >= starts.length) {
      return "";
    }
    int start = starts[from];
    int end = to + 1 < starts.length ? starts[to + 1] : text.length();
    return text.substring(start, Math.max(start, Math.min(end, start + most)));
  }
}
