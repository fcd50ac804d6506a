package dev.codeintel.parsing.treesitter;

/**
 * How large the state of a grammar's scanner may become over a file. Tree-sitter has the scanner
 * write it into a buffer of 1,024 bytes after each of its tokens; four of the bundled scanners end
 * the process, or write beyond it, if there is more. What is told here is an upper bound.
 */
final class ScannerState {
  /** Less than the buffer, for what a state has besides. */
  private static final int SAFE_BYTES = 1_000;

  /** Columns a tab counts. */
  private static final int TAB = 8;

  /** Ruby's scanner keeps the length of a word in one byte. */
  private static final int SAFE_WORD = 250;

  /** An indentation takes two bytes, and the quotes of up to 255 strings one each. */
  private static final int SAFE_COLUMNS = (SAFE_BYTES - 255) / 2;

  private ScannerState() {}

  /** Tells whether a file may make the state of its scanner too large. */
  static boolean mayOutgrow(String languageId, byte[] utf8) {
    return switch (languageId) {
      case "kotlin" -> interpolations(utf8, '$') > SAFE_BYTES;
      case "python" -> widestIndentation(utf8) > SAFE_COLUMNS;
      case "ruby" -> heredocs(utf8, 4, SAFE_WORD) > SAFE_BYTES - 5 * interpolations(utf8, '#');
      case "bash" -> heredocs(utf8, 7, SAFE_BYTES) > SAFE_BYTES;
      default -> false;
    };
  }

  /**
   * Returns how many strings may lie in each other. The scanner enters one within another after an
   * interpolation, or where it gives a string up, at a NUL.
   */
  private static int interpolations(byte[] utf8, char sign) {
    int count = 1;
    for (byte each : utf8) {
      if (each == sign || each == 0) {
        count++;
      }
    }
    return count;
  }

  /** Each level of indentation is wider than the one around it. */
  private static int widestIndentation(byte[] utf8) {
    int widest = 0;
    int columns = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte each = utf8[i];
      if (each == ' ' || each == '\t') {
        columns += each == ' ' ? 1 : TAB;
        widest = Math.max(widest, columns);
      } else if (each != '\\' && !(each == '\n' && i > 0 && utf8[i - 1] == '\\')) {
        columns = 0;
      }
    }
    return widest;
  }

  /**
   * Returns the bytes that all here-documents take together; the largest number if the word of one
   * is too long, 0 if there is none.
   */
  private static int heredocs(byte[] utf8, int each, int longest) {
    long bytes = 0;
    for (int i = 0; i + 2 < utf8.length; i++) {
      if (utf8[i] == '<' && utf8[i + 1] == '<') {
        int word = word(utf8, i + 2);
        if (word > longest) {
          return Integer.MAX_VALUE;
        }
        bytes += each + word;
      }
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static int word(byte[] utf8, int from) {
    int start = from;
    while (start < utf8.length
        && (utf8[start] == '-' || utf8[start] == '~' || utf8[start] == ' ')) {
      start++;
    }
    if (start == utf8.length) {
      return 0;
    }
    byte quote = utf8[start];
    boolean isQuoted = quote == '\'' || quote == '"' || quote == '`';
    int end = start + 1;
    while (end < utf8.length && (isQuoted ? utf8[end] != quote : !isBlank(utf8[end]))) {
      end++;
    }
    return end - start;
  }

  private static boolean isBlank(byte each) {
    return each == ' ' || each == '\n' || each == '\t' || each == '\r';
  }
}
