package dev.codeintel.source;

import java.util.Locale;

/**
 * Tells code a machine has squeezed onto long lines. What counts is code: a table of data in a
 * string or a long comment leaves a file what it is. Strings and comments are told apart by a scan
 * that knows no language; it starts afresh at the end of a line, so a mistake stays small.
 */
final class MinifiedCheck {
  private static final int MIN_BYTES = 50 * 1024;
  private static final int MIN_BYTES_IF_NAMED_SO = 1024;
  private static final int LONG_LINE = 300;

  private MinifiedCheck() {}

  /**
   * Tells whether more than half of the bytes in words, outside strings, comments and numbers,
   * stand on lines with more than 300 of them. Files below 50 kB pass, unless their name has {@code
   * .min.} in it.
   */
  static boolean isMinified(String path, byte[] utf8) {
    boolean isNamedSo = path.toLowerCase(Locale.ROOT).contains(".min.");
    if (utf8.length < (isNamedSo ? MIN_BYTES_IF_NAMED_SO : MIN_BYTES)) {
      return false;
    }
    long code = 0;
    long codeOnLongLines = 0;
    int at = 0;
    boolean inBlockComment = false;
    while (at < utf8.length) {
      int onLine = 0;
      int quote = 0;
      boolean isStart = true;
      boolean isInNumber = false;
      boolean inLineComment = false;
      for (; at < utf8.length && utf8[at] != '\n'; at++) {
        int c = utf8[at];
        if (inLineComment) {
          continue;
        }
        if (inBlockComment) {
          if (c == '*' && next(utf8, at) == '/') {
            inBlockComment = false;
            at++;
          }
        } else if (quote != 0) {
          if (c == '\\') {
            at++;
          } else if (c == quote) {
            quote = 0;
          }
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '/' && next(utf8, at) == '*') {
          inBlockComment = true;
          at++;
        } else if (isStart && (c == '#' || (c == '/' && next(utf8, at) == '/'))) {
          inLineComment = true;
        } else if (c != ' ' && c != '\t' && c != '\r') {
          isStart = false;
          boolean wasInNumber = isInNumber;
          isInNumber = isWord(c) && (wasInNumber || (isDigit(c) && !isWord(before(utf8, at))));
          onLine += isWord(c) && !isInNumber ? 1 : 0;
        }
      }
      at++;
      code += onLine;
      if (onLine > LONG_LINE) {
        codeOnLongLines += onLine;
      }
    }
    return codeOnLongLines * 2 > code;
  }

  private static boolean isWord(int c) {
    return c < 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static int before(byte[] utf8, int at) {
    return at > 0 ? utf8[at - 1] : ' ';
  }

  private static int next(byte[] utf8, int at) {
    return at + 1 < utf8.length ? utf8[at + 1] : -1;
  }
}
