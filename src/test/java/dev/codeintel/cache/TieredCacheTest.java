package dev.codeintel.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.monitoring.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TieredCacheTest {
  private static final CacheKey KEY = CacheKey.of("facts", "1", new byte[] {1});
  private static final CacheKey OTHER = CacheKey.of("facts", "2", new byte[] {1});
  private static final byte[] CONTENT = "a content".getBytes(UTF_8);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MapTier memory = new MapTier(CacheLevel.MEMORY);
  private final MapTier disk = new MapTier(CacheLevel.DISK);
  private final TieredCache cache = new TieredCache(List.of(disk, memory), new Meters(registry));

  private Optional<String> get(CacheKey key) {
    return cache.get(key, TieredCacheTest::text);
  }

  private static @Nullable String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.startsWith("a ") ? text : null;
  }

  /** Returns the form in which the content lies in a tier. */
  private byte[] sealed() {
    return SealedEntry.seal(KEY, CONTENT);
  }

  private double count(String name, String level) {
    return registry.get(name).tag("cache_level", level).counter().count();
  }

  @Test
  void whatIsPutGoesToAllTiersAndIsFoundInTheNearest() {
    cache.put(KEY, CONTENT);
    disk.entries.clear();

    assertThat(get(KEY)).hasValue("a content");
    assertThat(count("code_intel_cache_hits", "memory")).isEqualTo(1);
    assertThat(count("code_intel_cache_misses", "disk")).isZero();
    assertThat(count("code_intel_cache_read", "memory")).isEqualTo(CONTENT.length + 8);
    assertThat(count("code_intel_cache_written", "disk")).isEqualTo(CONTENT.length + 8);
  }

  @Test
  void whatAFartherTierHasIsCopiedToTheNearer() {
    cache.put(KEY, CONTENT);
    memory.entries.clear();

    assertThat(get(KEY)).hasValue("a content");

    assertThat(memory.entries).containsKey(KEY);
    assertThat(count("code_intel_cache_misses", "memory")).isEqualTo(1);
    assertThat(count("code_intel_cache_hits", "disk")).isEqualTo(1);
  }

  @Test
  void everyCutEntryIsAMissAndRemoved() {
    cache.put(KEY, CONTENT);
    byte[] whole = sealed();
    disk.entries.clear();

    for (int length = 0; length < whole.length; length++) {
      memory.entries.put(KEY, Arrays.copyOf(whole, length));
      assertThat(get(KEY)).isEmpty();
      assertThat(memory.entries).isEmpty();
    }

    assertThat(count("code_intel_cache_damaged", "memory")).isEqualTo(whole.length);
  }

  @Test
  void everyFlippedBitIsAMiss() {
    cache.put(KEY, CONTENT);
    byte[] whole = sealed();
    disk.entries.clear();

    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      memory.entries.put(KEY, flipped);
      assertThat(get(KEY)).isEmpty();
    }
  }

  @Test
  void anEntryUnderAnotherNameIsAMiss() {
    cache.put(KEY, CONTENT);

    memory.entries.put(OTHER, memory.entries.get(KEY));

    assertThat(get(OTHER)).isEmpty();
  }

  @Test
  void aDamagedEntryIsLookedForInTheNextTier() {
    cache.put(KEY, CONTENT);
    memory.entries.put(KEY, new byte[20]);

    assertThat(get(KEY)).hasValue("a content");
    assertThat(memory.entries.get(KEY)).isEqualTo(disk.entries.get(KEY));
  }

  @Test
  void whatTheReaderRefusesIsAMiss() {
    cache.put(KEY, "not that".getBytes(UTF_8));

    assertThat(get(KEY)).isEmpty();
    assertThat(disk.entries).isEmpty();
  }

  @Test
  void onlyMemoryShrinks() {
    cache.put(KEY, CONTENT);

    cache.shrinkMemoryTo(0);

    assertThat(cache.memoryBytes()).isZero();
    assertThat(disk.entries).containsKey(KEY);
  }

  @Test
  void versionAndInputDoNotRunTogether() {
    CacheKey one = CacheKey.of("facts", "1", "2x".getBytes(UTF_8));
    CacheKey other = CacheKey.of("facts", "12", "x".getBytes(UTF_8));

    assertThat(one).isNotEqualTo(other);
  }
}
