package dev.codeintel.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts against plain collections; {@code -Dtest.seed=N} repeats a run. */
class WordDictionaryTest {

  @Test
  void numbersTheDistinctWordsOfEachText() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    WordDictionary dictionary = new WordDictionary();
    int[] found = new int[5];
    for (int i = 0; i < 20_000; i++) {
      String text = random.nextInt(6_000) + " x" + random.nextInt(9) + " y x" + random.nextInt(9);

      int count = dictionary.distinct(text, found);

      List<String> expected = Words.of(text).stream().distinct().toList();
      assertThat(Arrays.stream(found, 0, count).mapToObj(dictionary::word))
          .as("seed %d, text %s", seed, text)
          .isEqualTo(expected);
    }
    assertThat(dictionary.size()).isGreaterThan(5_000).isLessThanOrEqualTo(6_000 + 10);
  }

  @Test
  void findsNoMoreThanThereIsRoomFor() {
    assertThat(new WordDictionary().distinct("a b c d", new int[3])).isEqualTo(3);
  }
}
