package dev.codeintel.embedding.sentence;

import dev.codeintel.cache.CacheLevel;
import dev.codeintel.cache.CacheTier;
import dev.codeintel.cache.MapTier;
import dev.codeintel.cache.TieredCache;
import dev.codeintel.monitoring.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** Caches of vectors for tests without a container. */
public final class EmbeddingCaches {
  private EmbeddingCaches() {}

  /** Returns one that keeps nothing. */
  public static EmbeddingCache none() {
    return of(List.of());
  }

  /** Returns one that keeps everything, in memory. */
  public static EmbeddingCache inMemory() {
    return of(List.of(new MapTier(CacheLevel.MEMORY)));
  }

  private static EmbeddingCache of(List<CacheTier> tiers) {
    return new EmbeddingCache(new TieredCache(tiers, new Meters(new SimpleMeterRegistry())));
  }
}
