package dev.codeintel.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberedLinesTest {

  private static List<String> lines(String text) {
    NumberedLines lines = new NumberedLines(text);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.count(); i++) {
      all.add(lines.line(i));
    }
    return all;
  }

  @Test
  void endAtLineFeeds() {
    assertThat(lines("")).isEmpty();
    assertThat(lines("a")).containsExactly("a");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("a\n\n")).containsExactly("a", "");
    assertThat(lines("\n\nb")).containsExactly("", "", "b");
    assertThat(lines("a\r\n\r\nb\r\n")).containsExactly("a", "", "b");
    assertThat(lines("a\rb\u2028c\nd")).containsExactly("a\rb\u2028c", "d");
    assertThat(lines("x\n".repeat(1_000))).hasSize(1_000).containsOnly("x");
  }

  @Test
  void giveNothingForLinesThereAreNot() {
    NumberedLines lines = new NumberedLines("a\nb\n");
    assertThat(lines.line(-1)).isEmpty();
    assertThat(lines.line(2)).isEmpty();
    assertThat(lines.block(-5, 0)).isEqualTo("a\n");
    assertThat(lines.block(1, 99)).isEqualTo("b\n");
    assertThat(lines.block(2, 3)).isEmpty();
  }

  @Test
  void beginAsTheyStandInTheText() {
    NumberedLines lines = new NumberedLines("a\r\nbc\nd");
    assertThat(lines.beginning(0, 0, 9)).isEqualTo("a\r\n");
    assertThat(lines.beginning(0, 1, 4)).isEqualTo("a\r\nb");
    assertThat(lines.beginning(1, 99, 9)).isEqualTo("bc\nd");
    assertThat(lines.beginning(3, 4, 9)).isEmpty();
    assertThat(lines.beginning(-1, 0, 9)).isEmpty();
    assertThat(lines.beginning(1, 0, 9)).isEmpty();
  }
}
