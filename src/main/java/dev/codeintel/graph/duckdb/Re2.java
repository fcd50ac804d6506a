package dev.codeintel.graph.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The regular expressions of RE2, in which DuckDB matches in linear time. */
final class Re2 {
  private static final Pattern REPETITION = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");

  private Re2() {}

  /** Returns an expression that matches {@code text} literally. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 && !Character.isLetterOrDigit(c) && c != '_' && c != ' ') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /** Tells whether a line feed stands in an expression, other than in a class. */
  static boolean hasLineFeed(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '\n' -> {
          return true;
        }
        case '\\' -> {
          i++;
          if (regex.startsWith("n", i)) {
            return true;
          }
        }
        case '[' -> i = endOfClass(regex, i);
        default -> {}
      }
    }
    return false;
  }

  /**
   * Returns the longest text that every match of a case-sensitive expression contains, as far as is
   * seen without looking into groups; "" if none is found, or the expression is not simple.
   */
  static String requiredText(String regex) {
    String longest = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      boolean isLiteral = false;
      switch (c) {
        case '|' -> {
          if (depth == 0) {
            return "";
          }
        }
        case '(' -> {
          // Flags change what the rest means.
          if (regex.startsWith("?", i + 1) && !regex.startsWith("?:", i + 1)) {
            return "";
          }
          depth++;
        }
        case ')' -> {
          if (--depth < 0) {
            return "";
          }
        }
        case '[' -> i = endOfClass(regex, i);
        case '*', '?' -> dropLast(run);
        case '{' -> {
          Matcher repetition = REPETITION.matcher(regex).region(i, regex.length());
          if (!repetition.lookingAt()) {
            return ""; // a brace that stands for itself
          }
          dropLast(run);
          i = repetition.end() - 1;
        }
        case '+', '.', '^', '$' -> {}
        case '\\' -> {
          i++;
          c = i < regex.length() ? regex.charAt(i) : 'Q';
          isLiteral = !Character.isLetterOrDigit(c);
          if (!isLiteral && "bBdDsSwWAz".indexOf(c) < 0) {
            return ""; // a code, a class by name or a quotation, of several characters
          }
        }
        default -> isLiteral = true;
      }
      if (isLiteral && depth == 0) {
        run.append(c);
      }
      if (!isLiteral) {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
      }
    }
    return run.length() > longest.length() ? run.toString() : longest;
  }

  /** A quantifier that allows none takes its character from the text. */
  private static void dropLast(StringBuilder run) {
    if (run.length() > 0) {
      int last = run.codePointBefore(run.length());
      run.setLength(run.length() - Character.charCount(last));
    }
  }

  /** Returns where a class ends: not at a bracket that comes first, is escaped, or ends a name. */
  private static int endOfClass(String regex, int open) {
    int i = open + 1;
    if (regex.startsWith("^", i)) {
      i++;
    }
    if (regex.startsWith("]", i)) {
      i++;
    }
    for (; i < regex.length() && regex.charAt(i) != ']'; i++) {
      if (regex.charAt(i) == '\\') {
        i++;
      } else if (regex.startsWith("[:", i) && regex.indexOf(":]", i + 2) >= 0) {
        i = regex.indexOf(":]", i + 2) + 1;
      }
    }
    return i;
  }
}
