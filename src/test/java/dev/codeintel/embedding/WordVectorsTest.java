package dev.codeintel.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordVectorsTest {
  private static byte[] direction(String... words) {
    WordSum sum = WordVectors.get().sum();
    List.of(words).forEach(word -> sum.add(word, 1));
    return sum.direction();
  }

  private static double cosine(byte[] one, byte[] other) {
    double product = 0;
    double lengths = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      lengths += one[i] * one[i];
      others += other[i] * other[i];
    }
    return product / Math.sqrt(lengths * others);
  }

  @Test
  void wordsThatMeanSimilarThingsAreNear() {
    List<List<String>> near =
        List.of(
            List.of("begin", "start", "color"),
            List.of("delete", "remove", "width"),
            List.of("folder", "directory", "thread"),
            List.of("error", "failure", "width"));
    for (List<String> each : near) {
      double similar = cosine(direction(each.get(0)), direction(each.get(1)));
      double other = cosine(direction(each.get(0)), direction(each.get(2)));
      assertThat(similar).as(each.toString()).isGreaterThan(other + 0.1);
    }
  }

  @Test
  void aWordThatIsNotKnownCountsAsItsParts() {
    byte[] parts = direction("subdirectory", "filename");

    assertThat(cosine(parts, direction("directory", "file"))).isGreaterThan(0.5);
    assertThat(cosine(parts, direction("socket", "color"))).isLessThan(0.3);
  }

  @Test
  void whatIsNotKnownAtAllHasNoVector() {
    WordSum sum = WordVectors.get().sum();
    sum.add("zq", 1);
    sum.add("", 1);

    assertThat(sum.isEmpty()).isTrue();
    assertThat(sum.direction()).containsOnly(0);

    sum.add("retry", 1);
    assertThat(sum.isEmpty()).isFalse();
    sum.clear();
    assertThat(sum.isEmpty()).isTrue();
    assertThat(sum.direction()).hasSize(WordVectors.get().dimensions()).containsOnly(0);
  }

  @Test
  void theLargestCoordinateIsAtTheEndOfItsRange() {
    byte[] direction = direction("parse", "date");

    int largest = 0;
    for (byte each : direction) {
      largest = Math.max(largest, Math.abs(each));
    }
    assertThat(largest).isEqualTo(127);
  }
}
