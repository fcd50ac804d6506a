package dev.codeintel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  @Test
  void publishesTheMetersOfTheContract() {
    meters.record("find", 1_000_000);
    meters.filesIndexed(3);
    meters.cacheHit("memory", 10);

    assertThat(registry.get("code_intel_query_duration").tag("query_type", "find").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("code_intel_files_indexed").counter().count()).isEqualTo(3);
    assertThat(registry.get("code_intel_cache_hits").tag("cache_level", "memory").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("code_intel_memory_usage").gauge().value()).isPositive();
    assertThat(registry.get("code_intel_memory_usage").gauge().getId().getBaseUnit())
        .isEqualTo("bytes");
  }

  @Test
  void describesTheLastHundredOperations() {
    for (int millis = 1; millis <= 200; millis++) {
      meters.record("find", millis * 1_000_000L);
    }

    assertThat(meters.statistics())
        .containsExactly(new OperationStatistics("find", 200, 150.5, 101, 200, 150, 195, 199));
  }
}
