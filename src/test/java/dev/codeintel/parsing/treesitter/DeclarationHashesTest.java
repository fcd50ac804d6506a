package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeclarationHashesTest {

  @Test
  void sameTextHasTheSameHashWhereverItStands() {
    String first = "int f() { return 1; }";
    String text = first + "\n\nclass A { " + first + " }";
    int inner = text.lastIndexOf(first);

    DeclarationHashes hashes =
        hashes(text, 0, first.length(), inner, inner + first.length(), text.length());

    assertThat(hashes.hash(inner, inner + first.length()))
        .isEqualTo(hashes.hash(0, first.length()))
        .isNotEqualTo(hashes.hash(0, text.length()));
  }

  @Test
  void equalHashesMeanEqualText() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append((char) ('a' + random.nextInt(2)));
    }
    DeclarationHashes hashes =
        hashes(text.toString(), IntStream.rangeClosed(0, text.length()).toArray());

    Map<Long, String> known = new HashMap<>();
    for (int start = 0; start < text.length(); start++) {
      for (int end = start; end <= text.length(); end++) {
        String part = text.substring(start, end);
        String other = known.putIfAbsent(hashes.hash(start, end), part);
        assertThat(other == null ? part : other).as("seed %d", seed).isEqualTo(part);
      }
    }
  }

  private static DeclarationHashes hashes(String text, int... offsets) {
    return new DeclarationHashes(
        new SourceText(text.getBytes(StandardCharsets.UTF_8), new NameCache()), offsets);
  }
}
