package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void keepsTheOrder() {
    assertThat(SideBySide.map(HUNDRED, i -> 2 * i))
        .isEqualTo(HUNDRED.stream().map(i -> 2 * i).toList());
    assertThat(SideBySide.map(List.of(), i -> i)).isEmpty();
  }

  @Test
  void throwsTheFailureItselfWhenAllHaveEnded() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    CancelledCall failure = new CancelledCall();
    assertThatThrownBy(
            () ->
                SideBySide.map(
                    HUNDRED,
                    i -> {
                      begun.incrementAndGet();
                      running.incrementAndGet();
                      try {
                        Thread.sleep(20);
                        if (i % 50 == 3) {
                          throw failure;
                        }
                        return i;
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      } finally {
                        running.decrementAndGet();
                      }
                    }))
        .isSameAs(failure);
    assertThat(running).hasValue(0);
    assertThat(begun.get()).isLessThan(100);
  }
}
