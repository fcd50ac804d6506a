package dev.codeintel.source;

/**
 * How far bytes follow UTF-8 (RFC 3629).
 *
 * @param sequences well-formed characters of more than one byte; encoded surrogates count, for only
 *     a UTF-8 writer makes them
 * @param malformed bytes that belong to no character, and encoded surrogates
 */
record Utf8Check(int sequences, int malformed) {

  boolean isValid() {
    return malformed == 0;
  }

  /** Tells whether this is UTF-8 with damage rather than another encoding. */
  boolean isMostlyUtf8() {
    return sequences >= malformed;
  }

  static Utf8Check of(byte[] content) {
    int sequences = 0;
    int malformed = 0;
    int at = 0;
    while (at < content.length) {
      int first = content[at] & 0xFF;
      if (first < 0x80) {
        at++;
        continue;
      }
      int length = length(first);
      if (length == 0 || !continues(content, at, length)) {
        malformed++;
        at++;
        continue;
      }
      int second = content[at + 1] & 0xFF;
      if (first == 0xED && second > 0x9F) {
        sequences++;
        malformed++;
      } else if ((first == 0xE0 && second < 0xA0)
          || (first == 0xF0 && second < 0x90)
          || (first == 0xF4 && second > 0x8F)) {
        malformed++;
      } else {
        sequences++;
      }
      at += length;
    }
    return new Utf8Check(sequences, malformed);
  }

  private static int length(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  private static boolean continues(byte[] content, int at, int length) {
    if (at + length > content.length) {
      return false;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((content[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
