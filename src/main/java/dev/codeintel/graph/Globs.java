package dev.codeintel.graph;

/**
 * Path patterns in the manner of {@code .gitignore}: {@code *} and {@code ?} stay within a folder,
 * {@code **} crosses folders, a pattern without a slash matches at any depth, and one that matches
 * a folder matches all that is in it.
 */
public final class Globs {
  private static final String SPECIAL = "\\.[]{}()+-^$|&";

  private Globs() {}

  /**
   * Returns a regular expression (RE2 and Java alike) that matches the whole of each path the
   * pattern means.
   *
   * @return empty for an empty pattern
   */
  public static String toRegex(String glob) {
    String pattern = glob.strip();
    if (pattern.startsWith("./")) {
      pattern = pattern.substring(2);
    }
    if (pattern.isEmpty() || pattern.equals("/")) {
      return "";
    }
    boolean isFolder = pattern.endsWith("/");
    if (isFolder) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    boolean isAnchored = pattern.indexOf('/') >= 0;
    if (pattern.startsWith("/")) {
      pattern = pattern.substring(1);
    }
    StringBuilder regex = new StringBuilder(isAnchored ? "" : "(?:.*/)?");
    for (int i = 0; i < pattern.length(); i++) {
      i = append(regex, pattern, i);
    }
    return regex.append(isFolder ? "/.*" : "(?:/.*)?").toString();
  }

  private static int append(StringBuilder regex, String pattern, int at) {
    char c = pattern.charAt(at);
    if (c == '*' && pattern.startsWith("**/", at) && isSegmentStart(pattern, at)) {
      regex.append("(?:.*/)?");
      return at + 2;
    }
    if (c == '*' && pattern.startsWith("**", at)) {
      regex.append(".*");
      return at + 1;
    }
    if (c == '*') {
      regex.append("[^/]*");
    } else if (c == '?') {
      regex.append("[^/]");
    } else {
      if (SPECIAL.indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
    }
    return at;
  }

  private static boolean isSegmentStart(String pattern, int at) {
    return at == 0 || pattern.charAt(at - 1) == '/';
  }
}
