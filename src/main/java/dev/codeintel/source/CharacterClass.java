package dev.codeintel.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of characters in brackets, such as {@code [a-z_]} or {@code [![:digit:]]}.
 *
 * @param isNegated whether all other characters fit
 * @param ranges pairs of first and last character
 * @param names of the classes of POSIX in it
 * @param last where the closing bracket stands
 */
record CharacterClass(boolean isNegated, String ranges, List<String> names, int last) {

  CharacterClass {
    names = List.copyOf(names);
  }

  /** Reads a class; null if it has no end, or has a name in it that is none. */
  static @Nullable CharacterClass parse(String pattern, int open) {
    int at = open + 1;
    boolean isNegated =
        at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
    if (isNegated) {
      at++;
    }
    StringBuilder ranges = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (boolean isFirst = true; at < pattern.length(); isFirst = false) {
      char c = pattern.charAt(at);
      if (c == ']' && !isFirst) {
        return new CharacterClass(isNegated, ranges.toString(), names, at);
      }
      if (pattern.startsWith("[:", at)) {
        int close = pattern.indexOf(":]", at + 2);
        if (close < 0 || !isName(pattern.substring(at + 2, close))) {
          return null;
        }
        names.add(pattern.substring(at + 2, close));
        at = close + 2;
        continue;
      }
      int end = at;
      if (c == '\\' && ++end == pattern.length()) {
        return null;
      }
      char from = pattern.charAt(end);
      char to = from;
      if (end + 2 < pattern.length()
          && pattern.charAt(end + 1) == '-'
          && pattern.charAt(end + 2) != ']') {
        end += 2;
        if (pattern.charAt(end) == '\\' && ++end == pattern.length()) {
          return null;
        }
        to = pattern.charAt(end);
      }
      ranges.append(from).append(to);
      at = end + 1;
    }
    return null;
  }

  boolean fits(char c) {
    boolean isIn = false;
    for (int i = 0; i < ranges.length() && !isIn; i += 2) {
      isIn = ranges.charAt(i) <= c && c <= ranges.charAt(i + 1);
    }
    for (int i = 0; i < names.size() && !isIn; i++) {
      isIn = fits(names.get(i), c);
    }
    return isIn != isNegated;
  }

  private static boolean isName(String name) {
    return switch (name) {
      case "alnum",
          "alpha",
          "blank",
          "cntrl",
          "digit",
          "graph",
          "lower",
          "print",
          "punct",
          "space",
          "upper",
          "xdigit" ->
          true;
      default -> false;
    };
  }

  private static boolean fits(String name, char c) {
    boolean isLower = c >= 'a' && c <= 'z';
    boolean isUpper = c >= 'A' && c <= 'Z';
    boolean isDigit = c >= '0' && c <= '9';
    boolean isGraph = c > ' ' && c < 0x7F;
    boolean isAlnum = isLower || isUpper || isDigit;
    return switch (name) {
      case "alnum" -> isAlnum;
      case "alpha" -> isLower || isUpper;
      case "blank" -> c == ' ' || c == '\t';
      case "cntrl" -> c < ' ' || c == 0x7F;
      case "digit" -> isDigit;
      case "graph" -> isGraph;
      case "lower" -> isLower;
      case "print" -> isGraph || c == ' ';
      case "punct" -> isGraph && !isAlnum;
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "upper" -> isUpper;
      default -> isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
  }
}
