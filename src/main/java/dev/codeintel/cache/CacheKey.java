package dev.codeintel.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of one content: what sort it is, and a hash of all it depends on.
 *
 * @param kind what the content is: lower-case letters
 * @param hash SHA-256, 64 hexadecimal digits in lower case
 */
public record CacheKey(String kind, String hash) {
  private static final Pattern KIND = Pattern.compile("[a-z]{1,16}");
  private static final int HASH_LENGTH = 64;

  public CacheKey {
    if (!KIND.matcher(kind).matches() || hash.length() != HASH_LENGTH) {
      throw new IllegalArgumentException("not a kind and a hash: " + kind + " " + hash);
    }
  }

  /**
   * Returns the key of what is made from an input.
   *
   * @param version tells apart what different makers make of the same input
   */
  public static CacheKey of(String kind, String version, byte[] input) {
    MessageDigest digest = sha256();
    byte[] prefix = version.getBytes(StandardCharsets.UTF_8);
    // With its length first, no other version and input can run together to the same bytes.
    digest.update((prefix.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(prefix);
    return new CacheKey(kind, HexFormat.of().formatHex(digest.digest(input)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
