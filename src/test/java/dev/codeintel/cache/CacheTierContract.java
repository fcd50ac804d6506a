package dev.codeintel.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every tier. */
public abstract class CacheTierContract {
  protected static final long BOUND = 4L << 20;

  /** Opens an empty tier. */
  protected abstract CacheTier open(long maxBytes);

  /** Returns how many times its bound a tier may take. */
  protected double slack() {
    return 1.0;
  }

  protected static CacheKey key(int number) {
    return CacheKey.of("facts", "1", Integer.toString(number).getBytes(UTF_8));
  }

  protected static byte[] content(int number, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  @Test
  void givesBackWhatWasPut() {
    CacheTier tier = open(BOUND);

    tier.put(key(1), content(1, 100));
    tier.put(key(2), content(2, 0));

    assertThat(tier.get(key(1))).isEqualTo(content(1, 100));
    assertThat(tier.get(key(2))).isEmpty();
    assertThat(tier.get(key(3))).isNull();
  }

  @Test
  void tellsKindsApart() {
    CacheTier tier = open(BOUND);

    tier.put(key(1), content(1, 10));

    assertThat(tier.get(new CacheKey("answers", key(1).hash()))).isNull();
  }

  @Test
  void putReplaces() {
    CacheTier tier = open(BOUND);

    tier.put(key(1), content(1, 100));
    tier.put(key(1), content(2, 7));

    assertThat(tier.get(key(1))).isEqualTo(content(2, 7));
  }

  @Test
  void forgetsWhatIsRemoved() {
    CacheTier tier = open(BOUND);
    tier.put(key(1), content(1, 100));

    tier.remove(key(1));
    tier.remove(key(2));

    assertThat(tier.get(key(1))).isNull();
    assertThat(tier.bytes()).isZero();
  }

  @Test
  void staysWithinItsBoundAndUsesIt() {
    CacheTier tier = open(BOUND);

    for (int i = 0; i < 4_000; i++) {
      tier.put(key(i), content(i, 3_000));
      if (i % 500 == 0) {
        assertThat(tier.bytes()).isLessThanOrEqualTo((long) (BOUND * slack()));
      }
    }

    assertThat(tier.bytes()).isBetween(BOUND / 2, (long) (BOUND * slack()));
  }

  @Test
  void leavesOutWhatIsLargerThanItsBound() {
    CacheTier tier = open(BOUND);
    tier.put(key(1), content(1, 100));

    tier.put(key(2), content(2, (int) BOUND));

    assertThat(tier.get(key(2))).isNull();
    assertThat(tier.get(key(1))).isNotNull();
  }

  @Test
  void keepsNothingWithoutRoom() {
    CacheTier tier = open(0);

    tier.put(key(1), content(1, 100));

    assertThat(tier.get(key(1))).isNull();
    assertThat(tier.bytes()).isZero();
  }

  @Test
  void shrinksAndFillsAgain() {
    CacheTier tier = open(BOUND);
    IntStream.range(0, 500).forEach(i -> tier.put(key(i), content(i, 3_000)));
    long full = tier.bytes();

    tier.shrinkTo(full / 4);
    long shrunk = tier.bytes();
    IntStream.range(500, 1_000).forEach(i -> tier.put(key(i), content(i, 3_000)));

    assertThat(shrunk).isLessThanOrEqualTo(full / 4);
    assertThat(tier.bytes()).isGreaterThan(full / 2);
    tier.shrinkTo(0);
    assertThat(tier.bytes()).isZero();
  }

  @Test
  void threadsSeeWholeEntries() throws Exception {
    CacheTier tier = open(BOUND);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int seed = i;
        all.add(executor.submit(() -> work(tier, seed)));
      }
      int found = 0;
      for (Future<Integer> each : all) {
        found += each.get();
      }
      assertThat(found).isPositive();
    } finally {
      executor.shutdownNow();
    }
  }

  private static int work(CacheTier tier, int seed) {
    int count = 0;
    for (int i = 0; i < 1_500; i++) {
      int number = (i * 7 + seed) % 40;
      tier.put(key(number), content(number, 1_000 + number));
      byte[] found = tier.get(key((number + 1) % 40));
      if (found != null) {
        count++;
        assertThat(found).isEqualTo(content((number + 1) % 40, 1_000 + (number + 1) % 40));
      }
      if (i % 50 == 0) {
        tier.remove(key(number));
      }
    }
    return count;
  }
}
