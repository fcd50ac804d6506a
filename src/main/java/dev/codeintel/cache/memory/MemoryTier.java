package dev.codeintel.cache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.codeintel.cache.CacheConfig;
import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.CacheLevel;
import dev.codeintel.cache.CacheTier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Entries in the heap. An entry counts with what it takes there beside its bytes. */
@Singleton
final class MemoryTier implements CacheTier {

  /** Key, array header, node and table slot of one entry, measured by MemoryTierTest. */
  static final int ENTRY_BYTES = 288;

  private final Cache<CacheKey, byte[]> cache;
  private final Policy.Eviction<CacheKey, byte[]> bound;

  @Inject
  MemoryTier(CacheConfig config) {
    this(config.memorySize().asLongValue());
  }

  MemoryTier(long maxBytes) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((CacheKey key, byte[] bytes) -> bytes.length + ENTRY_BYTES)
            // Evicting takes microseconds; done at once, the bound is one.
            .executor(Runnable::run)
            .build();
    this.bound = cache.policy().eviction().orElseThrow();
  }

  @Override
  public CacheLevel level() {
    return CacheLevel.MEMORY;
  }

  @Override
  public byte @Nullable [] get(CacheKey key) {
    return cache.getIfPresent(key);
  }

  @Override
  public void put(CacheKey key, byte[] bytes) {
    if (bytes.length + (long) ENTRY_BYTES <= bound.getMaximum()) {
      cache.put(key, bytes);
    }
  }

  @Override
  public void remove(CacheKey key) {
    cache.invalidate(key);
  }

  @Override
  public long bytes() {
    cache.cleanUp();
    return bound.weightedSize().orElse(0);
  }

  @Override
  public synchronized void shrinkTo(long bytes) {
    long maxBytes = bound.getMaximum();
    bound.setMaximum(Math.min(bytes, maxBytes));
    cache.cleanUp();
    bound.setMaximum(maxBytes);
  }
}
