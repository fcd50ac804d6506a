package dev.codeintel.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function that names a repository's objects. */
enum GitHash {
  SHA1("SHA-1", 20),
  SHA256("SHA-256", 32);

  private final String algorithm;
  private final int bytes;

  GitHash(String algorithm, int bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /** Returns the length of a name in bytes. */
  int bytes() {
    return bytes;
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  /** Tells whether a text is a name in hexadecimal. */
  boolean isName(String text) {
    if (text.length() != 2 * bytes) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }
}
