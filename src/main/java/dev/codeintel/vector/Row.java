package dev.codeintel.vector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The vector of a text, and what to filter by. The same text in the same file is one row.
 *
 * @param id what {@link #id(String, String, String, long)} makes of the next
 * @param vector of any length but 0; only its direction counts
 * @param repository id of the repository
 * @param ref branch or other ref
 * @param path of the file, relative to the repository
 * @param language id of the language; empty if unknown
 * @param kind label of the kind of symbol
 * @param isTest whether it lies in test code
 * @param textHash hash of the text
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are not compared, and not kept.
public record Row(
    String id,
    float[] vector,
    String repository,
    String ref,
    String path,
    String language,
    String kind,
    boolean isTest,
    long textHash) {
  private static final int ID_BYTES = 16;

  /** Returns a number in hexadecimal form, evenly spread, that no other row has. */
  public static String id(String repository, String ref, String path, long textHash) {
    String all = String.join("\0", repository, ref, path, Long.toHexString(textHash));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
