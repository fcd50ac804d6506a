package dev.codeintel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void escapesWhatSteersTerminalsAndReordersText() {
    assertThat(SafeText.line("a\u001b[31mb\u0000c\nd\u202Ee\u2066f\u009bg"))
        .isEqualTo("a\\u001b[31mb\\u0000c\\u000ad\\u202ee\\u2066f\\u009bg");
  }

  @Test
  void keepsLinesAndTabsOfABlock() {
    assertThat(SafeText.block("if x:\r\n\treturn \u001b\n")).isEqualTo("if x:\n\treturn \\u001b\n");
  }

  @Test
  void keepsOrdinaryTextOfAnyScript() {
    String text = "größe = 值 + \uD83D\uDE00";
    assertThat(SafeText.line(text)).isSameAs(text);
    assertThat(SafeText.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void escapesHalfASurrogatePairAndNeverCutsOne() {
    assertThat(SafeText.line("a\uD83D")).isEqualTo("a\\ud83d");
    assertThat(SafeText.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    assertThat(SafeText.cut("abcd", 4)).isEqualTo("abcd");
  }
}
