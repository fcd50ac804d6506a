package dev.codeintel.parsing.treesitter;

import java.util.Arrays;

/** The bytes of one file and where its lines start. */
final class SourceText {
  private final byte[] utf8;
  private final NameCache names;
  private final int[] lineStarts;

  SourceText(byte[] utf8, NameCache names) {
    this.utf8 = utf8;
    this.names = names;
    int lines = 1;
    for (byte b : utf8) {
      if (b == '\n') {
        lines++;
      }
    }
    lineStarts = new int[lines];
    int line = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] == '\n') {
        lineStarts[++line] = i + 1;
      }
    }
  }

  int lineCount() {
    boolean endsOpen = utf8.length > lineStarts[lineStarts.length - 1];
    return endsOpen ? lineStarts.length : lineStarts.length - 1;
  }

  /** Returns the zero-based line a byte is on. */
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  int column(int offset) {
    return column(offset, line(offset));
  }

  /** Returns the column of a byte whose line is known. */
  int column(int offset, int line) {
    return offset - lineStarts[line];
  }

  int length() {
    return utf8.length;
  }

  byte at(int offset) {
    return utf8[offset];
  }

  String text(int start, int end) {
    int to = Math.min(end, utf8.length);
    return start >= to ? "" : names.text(utf8, start, to);
  }

  /**
   * Returns a stretch on one line: white space is folded to single blanks.
   *
   * @param most longest result in characters; what is longer ends in "…"
   */
  String folded(int start, int end, int most) {
    if (end - start < most && isFolded(start, end)) {
      return text(start, end);
    }
    String text = text(start, Math.min(end, start + most * 4));
    StringBuilder folded = new StringBuilder(Math.min(text.length(), most));
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        blank = folded.length() > 0;
      } else {
        if (blank) {
          folded.append(' ');
          blank = false;
        }
        folded.append(c);
        if (folded.length() >= most) {
          return folded.append('…').toString();
        }
      }
    }
    return folded.toString();
  }

  /** Tells whether a stretch has no white space and no character of several bytes. */
  private boolean isFolded(int start, int end) {
    for (int i = start; i < Math.min(end, utf8.length); i++) {
      if (utf8[i] <= ' ') {
        return false;
      }
    }
    return true;
  }
}
