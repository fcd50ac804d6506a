package dev.codeintel.text;

import java.util.regex.Pattern;

/**
 * Text from a repository made fit for an answer: nothing in it can steer a terminal, reorder what
 * is shown or break a line-oriented answer. What is taken out is shown as an escape.
 */
public final class SafeText {
  private static final int MAX_SHOWN = 120;
  private static final int MAX_URL = 2_000;

  /**
   * What stands before a URL's host, and what a query holds. A slash in a password ends the host as
   * well, so with a colon before it all counts up to the last "@".
   */
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "(?<=://)(?:[^/\\s]*@|[^/\\s]*:[^\\s#]*@)|(?<=://[^\\s?#]{1,1000})\\?[^\\s#]*");

  private SafeText() {}

  /** Returns {@code text} on one line: every control character escaped. */
  public static String line(String text) {
    return clean(text, false);
  }

  /** Returns {@code text} with its line feeds and tabs; every other control character escaped. */
  public static String block(String text) {
    return clean(text, true);
  }

  /** Returns at most {@code max} characters of {@code text}, with "…" in place of the rest. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Math.max(0, max - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** Returns text from a caller or a repository fit for a message: on one line, and short. */
  public static String shown(String text) {
    return cut(line(text), MAX_SHOWN);
  }

  /** Returns a location with the credentials taken out if it is a URL; a long one is cut. */
  public static String withoutCredentials(String text) {
    return text.contains("://") ? CREDENTIALS.matcher(cut(text, MAX_URL)).replaceAll("") : text;
  }

  /** Returns the number of bytes of {@code text} in UTF-8. */
  public static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  private static String clean(String text, boolean keepsLines) {
    int first = firstUnsafe(text, keepsLines);
    if (first < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int point = text.codePointAt(i);
      int size = Character.charCount(point);
      if (keepsLines && point == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
        continue;
      }
      if (isUnsafe(point, keepsLines)) {
        clean.append(point <= 0xFFFF ? String.format("\\u%04x", point) : "\\u{e}");
      } else {
        clean.appendCodePoint(point);
      }
      i += size;
    }
    return clean.toString();
  }

  private static int firstUnsafe(String text, boolean keepsLines) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isUnsafe(point, keepsLines)) {
        return i;
      }
      i += Character.charCount(point);
    }
    return -1;
  }

  private static boolean isUnsafe(int point, boolean keepsLines) {
    if (point < 0x20) {
      return !(keepsLines && (point == '\n' || point == '\t'));
    }
    if (point < 0x7F) {
      return false;
    }
    return point <= 0x9F // DEL and C1
        || point == 0x061C // Arabic letter mark
        || (point >= 0x200B && point <= 0x200F) // zero width, marks of direction
        || (point >= 0x2028 && point <= 0x202E) // separators, embeddings and overrides
        || (point >= 0x2060 && point <= 0x206F) // joiners, isolates
        || point == 0xFEFF
        || (point >= 0xD800 && point <= 0xDFFF) // half a surrogate pair
        || (point >= 0xE0000 && point <= 0xE007F); // tags
  }
}
