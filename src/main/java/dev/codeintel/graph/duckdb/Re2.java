package dev.codeintel.graph.duckdb;

/** The regular expressions of RE2, in which DuckDB matches in linear time. */
final class Re2 {
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
}
