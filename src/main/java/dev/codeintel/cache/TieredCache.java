package dev.codeintel.cache;

import dev.codeintel.monitoring.Meters;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tiers asked one after the other, the nearest first. What a farther one has is copied to the
 * nearer ones; what is put goes to all. A damaged entry is counted, removed and looked for in the
 * next tier. Never throws; thread-safe.
 */
@Singleton
public final class TieredCache {
  private static final Logger LOG = Logger.getLogger(TieredCache.class);

  private final List<CacheTier> tiers;
  private final Meters meters;

  @Inject
  TieredCache(@All List<CacheTier> tiers, Meters meters, CacheConfig config) {
    this(config.enabled() ? tiers : List.of(), meters);
  }

  /** Makes a cache of these tiers; of none, and it keeps nothing. */
  public TieredCache(List<CacheTier> tiers, Meters meters) {
    this.tiers = tiers.stream().sorted(Comparator.comparing(CacheTier::level)).toList();
    this.meters = meters;
  }

  /** Tells whether anything can be kept; if not, it is not worth making a key. */
  public boolean isEnabled() {
    return !tiers.isEmpty();
  }

  /**
   * Looks for a content.
   *
   * @param reader makes the content of its bytes; returns null if they are not what it wrote
   * @return empty if no tier has it whole
   */
  public <T> Optional<T> get(CacheKey key, Function<byte[], @Nullable T> reader) {
    for (int i = 0; i < tiers.size(); i++) {
      CacheTier tier = tiers.get(i);
      String level = tier.level().label();
      byte[] sealed = tier.get(key);
      if (sealed != null) {
        byte[] content = SealedEntry.open(key, sealed);
        T found = content == null ? null : reader.apply(content);
        if (found != null) {
          meters.cacheHit(level, sealed.length);
          tiers.subList(0, i).forEach(nearer -> nearer.put(key, sealed));
          return Optional.of(found);
        }
        LOG.debugf("%s %s is damaged on level %s", key.kind(), key.hash(), level);
        meters.cacheDamaged(level);
        tier.remove(key);
      }
      meters.cacheMiss(level);
    }
    return Optional.empty();
  }

  /** Forgets what was used least recently in this process's memory, down to so many bytes. */
  public void shrinkMemoryTo(long bytes) {
    for (CacheTier tier : tiers) {
      if (tier.level() == CacheLevel.MEMORY) {
        tier.shrinkTo(bytes);
      }
    }
  }

  /** Returns the bytes kept in this process's memory. */
  public long memoryBytes() {
    return tiers.stream()
        .filter(tier -> tier.level() == CacheLevel.MEMORY)
        .mapToLong(CacheTier::bytes)
        .sum();
  }

  /** Keeps a content under its key. */
  public void put(CacheKey key, byte[] content) {
    byte[] sealed = SealedEntry.seal(key, content);
    for (CacheTier tier : tiers) {
      tier.put(key, sealed);
      meters.cacheWritten(tier.level().label(), sealed.length);
    }
  }
}
