package dev.codeintel.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A tier without a bound whose entries tests can reach. */
public final class MapTier implements CacheTier {
  public final Map<CacheKey, byte[]> entries = new ConcurrentHashMap<>();
  private final CacheLevel level;

  public MapTier(CacheLevel level) {
    this.level = level;
  }

  @Override
  public CacheLevel level() {
    return level;
  }

  @Override
  public byte @Nullable [] get(CacheKey key) {
    return entries.get(key);
  }

  @Override
  public void put(CacheKey key, byte[] bytes) {
    entries.put(key, bytes);
  }

  @Override
  public void remove(CacheKey key) {
    entries.remove(key);
  }

  @Override
  public long bytes() {
    return entries.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  @Override
  public void shrinkTo(long bytes) {
    entries.clear();
  }
}
