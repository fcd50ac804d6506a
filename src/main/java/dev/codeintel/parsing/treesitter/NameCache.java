package dev.codeintel.parsing.treesitter;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Short strings that were read lately, so that the same name, type or keyword is one object in all
 * files a thread reads: it is neither decoded nor kept again. Holds a fixed number, each in the one
 * place its hash gives it; not thread-safe.
 */
final class NameCache {
  private static final int SLOTS = 1 << 15;
  private static final int MAX_BYTES = 64;

  private final @Nullable String[] slots = new @Nullable String[SLOTS];

  /** Returns a stretch of UTF-8 as a string. */
  String text(byte[] utf8, int start, int end) {
    int length = end - start;
    if (length > MAX_BYTES) {
      return new String(utf8, start, length, StandardCharsets.UTF_8);
    }
    int hash = 0;
    int bits = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + utf8[i];
      bits |= utf8[i];
    }
    if (bits < 0) {
      return new String(utf8, start, length, StandardCharsets.UTF_8);
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String known = slots[slot];
    if (known != null && isEqual(known, utf8, start, length)) {
      return known;
    }
    String read = new String(utf8, start, length, StandardCharsets.ISO_8859_1);
    slots[slot] = read;
    return read;
  }

  private static boolean isEqual(String known, byte[] utf8, int start, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != utf8[start + i]) {
        return false;
      }
    }
    return true;
  }
}
