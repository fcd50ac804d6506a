package dev.codeintel.embedding.sentence;

import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.TieredCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of the texts in a file, so that no file of a content is embedded twice, in whatever
 * repository or ref. An entry a text would be a file of 400 bytes on disk; so a file's texts are
 * kept together, each under a hash of its own. Thread-safe.
 */
@Singleton
public final class EmbeddingCache {
  private static final String KIND = "vectors";

  private final TieredCache cache;

  @Inject
  public EmbeddingCache(TieredCache cache) {
    this.cache = cache;
  }

  /**
   * Returns what is known of a file.
   *
   * @param model what makes the vectors, and of which form of text
   * @param contentHash of the file
   * @return vectors, in the form they were put, by the hashes of their texts
   */
  public Map<Long, byte[]> get(String model, String contentHash) {
    return cache.isEnabled()
        ? cache.get(key(model, contentHash), EmbeddingCache::decode).orElse(Map.of())
        : Map.of();
  }

  /** Keeps the vectors of a file; all of them have the same size. */
  public void put(String model, String contentHash, Map<Long, byte[]> vectors) {
    if (cache.isEnabled() && !vectors.isEmpty()) {
      int size = vectors.values().iterator().next().length;
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + vectors.size() * (Long.BYTES + size));
      bytes.putInt(size);
      vectors.forEach((hash, vector) -> bytes.putLong(hash).put(vector));
      cache.put(key(model, contentHash), bytes.array());
    }
  }

  private static CacheKey key(String model, String contentHash) {
    return CacheKey.of(KIND, model, contentHash.getBytes(StandardCharsets.UTF_8));
  }

  static @Nullable Map<Long, byte[]> decode(byte[] content) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      int size = bytes.getInt();
      Map<Long, byte[]> vectors = new HashMap<>();
      while (bytes.hasRemaining()) {
        long hash = bytes.getLong();
        byte[] vector = new byte[size];
        bytes.get(vector);
        vectors.put(hash, vector);
      }
      return vectors;
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      return null;
    }
  }
}
