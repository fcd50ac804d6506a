package dev.codeintel.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form in which entries lie in tiers: a mark, a checksum over key and content, the content. An
 * entry that was cut, changed or put under another name cannot be opened.
 */
final class SealedEntry {
  private static final int MARK = 0xC1CA_0001;
  private static final int HEAD_BYTES = 8;

  private SealedEntry() {}

  static byte[] seal(CacheKey key, byte[] content) {
    return ByteBuffer.allocate(HEAD_BYTES + content.length)
        .putInt(MARK)
        .putInt(checksum(key, content, 0))
        .put(content)
        .array();
  }

  /** Returns the content, or null if these are not the bytes that were sealed under this key. */
  static byte @Nullable [] open(CacheKey key, byte[] sealed) {
    if (sealed.length < HEAD_BYTES) {
      return null;
    }
    ByteBuffer head = ByteBuffer.wrap(sealed);
    boolean isWhole = head.getInt() == MARK && head.getInt() == checksum(key, sealed, HEAD_BYTES);
    return isWhole ? Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length) : null;
  }

  private static int checksum(CacheKey key, byte[] bytes, int from) {
    CRC32C checksum = new CRC32C();
    checksum.update((key.kind() + key.hash()).getBytes(StandardCharsets.UTF_8));
    checksum.update(bytes, from, bytes.length - from);
    return (int) checksum.getValue();
  }
}
