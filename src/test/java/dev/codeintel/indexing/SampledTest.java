package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SampledTest {
  private final AtomicLong looks = new AtomicLong();

  @Test
  void looksOnceForAWhile() {
    Sampled sampled = new Sampled(looks::incrementAndGet, Duration.ofDays(1));

    assertThat(sampled.getAsLong()).isEqualTo(1);
    assertThat(sampled.getAsLong()).isEqualTo(1);
  }

  @Test
  void looksAgainAfterwards() {
    Sampled sampled = new Sampled(looks::incrementAndGet, Duration.ZERO);

    assertThat(sampled.getAsLong()).isEqualTo(1);
    assertThat(sampled.getAsLong()).isEqualTo(2);
  }
}
