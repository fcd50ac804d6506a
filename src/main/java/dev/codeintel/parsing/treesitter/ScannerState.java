package dev.codeintel.parsing.treesitter;

import java.util.Locale;

/**
 * How large the state of a grammar's scanner may become over a file. Tree-sitter has the scanner
 * write it into a buffer of 1,024 bytes after each of its tokens; some of the bundled scanners end
 * the process, or write beyond it, if there is more. What is told here is an upper bound. Immutable
 * and thread-safe.
 */
final class ScannerState {
  /** Less than the buffer, for what a state has besides. */
  private static final int SAFE_BYTES = 1_000;

  /** Columns a tab counts. */
  private static final int TAB = 8;

  /** An indentation takes two bytes, and the quotes of up to 255 strings one each. */
  private static final int SAFE_COLUMNS = (SAFE_BYTES - 255) / 2;

  /** A literal that is open around a here-document takes so many bytes. */
  private static final int LITERAL_BYTES = 5;

  private static final char NONE = 0;

  /** What a scanner keeps of the constructs that are open. */
  private enum Kept {
    /** A byte for each string that lies in another. */
    STRINGS,
    /** Two bytes for each indentation, and one for each string. */
    INDENTATIONS,
    /** Each here-document with its word, and the literals around it. */
    HEREDOCS
  }

  private final Kept kept;
  private final char interpolation;
  private final int heredocBytes;
  private final int longestWord;

  private ScannerState(Kept kept, char interpolation, int heredocBytes, int longestWord) {
    this.kept = kept;
    this.interpolation = interpolation;
    this.heredocBytes = heredocBytes;
    this.longestWord = longestWord;
  }

  /**
   * Reads what a language says its scanner keeps: {@code strings SIGN}, where the sign begins an
   * interpolation; {@code indentations}; or {@code heredocs BYTES LONGEST [SIGN]}, with the bytes
   * of one beside its word and the longest word that can be kept.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static ScannerState parse(String rule) {
    String[] parts = rule.split(" ", -1);
    try {
      return switch (Kept.valueOf(parts[0].toUpperCase(Locale.ROOT))) {
        case STRINGS -> new ScannerState(Kept.STRINGS, parts[1].charAt(0), 0, 0);
        case INDENTATIONS -> new ScannerState(Kept.INDENTATIONS, NONE, 0, 0);
        case HEREDOCS ->
            new ScannerState(
                Kept.HEREDOCS,
                parts.length > 3 ? parts[3].charAt(0) : NONE,
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]));
      };
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a part is missing in scanner-state: " + rule, e);
    }
  }

  /** Tells whether a file may make the state too large. */
  boolean mayOutgrow(byte[] utf8) {
    return switch (kept) {
      case STRINGS -> interpolations(utf8) > SAFE_BYTES;
      case INDENTATIONS -> widestIndentation(utf8) > SAFE_COLUMNS;
      case HEREDOCS -> {
        int literals = interpolation == NONE ? 0 : LITERAL_BYTES * interpolations(utf8);
        yield heredocs(utf8) > SAFE_BYTES - literals;
      }
    };
  }

  /**
   * Returns how many strings may lie in each other. The scanner enters one within another after an
   * interpolation, or where it gives a string up, at a NUL.
   */
  private int interpolations(byte[] utf8) {
    int count = 1;
    for (byte each : utf8) {
      if (each == interpolation || each == 0) {
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
  private int heredocs(byte[] utf8) {
    long bytes = 0;
    for (int i = 0; i + 2 < utf8.length; i++) {
      if (utf8[i] == '<' && utf8[i + 1] == '<') {
        int word = word(utf8, i + 2);
        if (word > longestWord) {
          return Integer.MAX_VALUE;
        }
        bytes += heredocBytes + word;
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
