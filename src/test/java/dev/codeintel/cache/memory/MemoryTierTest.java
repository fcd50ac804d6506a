package dev.codeintel.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.CacheTier;
import dev.codeintel.cache.CacheTierContract;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryTierTest extends CacheTierContract {

  @Override
  protected CacheTier open(long maxBytes) {
    return new MemoryTier(maxBytes);
  }

  @Test
  void takesAsMuchHeapAsItSays() {
    MemoryTier tier = new MemoryTier(1L << 30);
    Random random = new Random(1);
    byte[] hash = new byte[32];
    long before = heapInUse();

    for (int i = 0; i < 60_000; i++) {
      random.nextBytes(hash);
      tier.put(new CacheKey("facts", HexFormat.of().formatHex(hash)), new byte[200]);
    }

    double ratio = (heapInUse() - before) / (double) tier.bytes();
    assertThat(ratio).isBetween(0.7, 1.1);
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
