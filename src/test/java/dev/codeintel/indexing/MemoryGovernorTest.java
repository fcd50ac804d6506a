package dev.codeintel.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.CacheLevel;
import dev.codeintel.cache.MapTier;
import dev.codeintel.cache.TieredCache;
import dev.codeintel.config.MemoryBudget;
import dev.codeintel.monitoring.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemoryGovernorTest {
  private static final int MOST = 64;

  private final AtomicLong used = new AtomicLong();
  private final MapTier memory = new MapTier(CacheLevel.MEMORY);
  private final TieredCache cache =
      new TieredCache(List.of(memory), new Meters(new SimpleMeterRegistry()));
  private final MemoryGovernor governor = new MemoryGovernor(1_000, used::get, cache);

  @BeforeEach
  void fillCache() {
    cache.put(CacheKey.of("facts", "1", "x".getBytes(UTF_8)), new byte[100]);
  }

  private int at(long bytes) {
    used.set(bytes);
    return governor.filesAhead(MOST);
  }

  @Test
  void allowsAllWhileThereIsRoom() {
    assertThat(at(0)).isEqualTo(MOST);
    assertThat(at(800)).isEqualTo(MOST);
    assertThat(memory.entries).isNotEmpty();
  }

  @Test
  void cachesGiveWayBeforeRunsSlowDown() {
    assertThat(at(850)).isEqualTo(MOST);
    assertThat(memory.entries).isEmpty();
  }

  @Test
  void halvesAboveNinetyPercentButNotBelowTen() {
    assertThat(at(901)).isEqualTo(32);
    assertThat(at(2_000)).isEqualTo(16);
    assertThat(at(901)).isEqualTo(10);
    assertThat(at(901)).isEqualTo(10);
  }

  @Test
  void growsBackByOneWhenThereIsRoom() {
    at(901);

    assertThat(at(850)).isEqualTo(32);
    assertThat(at(700)).isEqualTo(33);
    for (int i = 0; i < 100; i++) {
      at(700);
    }
    assertThat(at(700)).isEqualTo(MOST);
  }

  @Test
  void neverAllowsMoreThanAsked() {
    used.set(901);

    assertThat(governor.filesAhead(4)).isEqualTo(4);
    used.set(0);
    assertThat(governor.filesAhead(4)).isEqualTo(4);
  }

  @Test
  void theMachineBoundsTheBudget() {
    long machine = MemoryBudget.ofMachine().bytes();

    assertThat(MemoryBudget.of(Long.MAX_VALUE).bytes()).isEqualTo(machine);
    assertThat(MemoryBudget.of(1 << 20).bytes()).isEqualTo(1 << 20);
  }
}
