package dev.codeintel.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void splitsIdentifiersAtChangesOfCase() {
    assertThat(Words.of("parseHTMLBold")).containsExactly("parse", "html", "bold");
    assertThat(Words.of("SHA256Digest x_1")).containsExactly("sha256", "digest", "x", "1");
    assertThat(Words.of("aB")).containsExactly("a", "b");
  }

  @Test
  void takesPluralsWithoutTheirEnding() {
    assertThat(Words.of("entries files class status is ties gas"))
        .containsExactly("entry", "file", "class", "status", "is", "tie", "gas");
  }

  @Test
  void leavesOutWhatIsTooLongForAWord() {
    assertThat(Words.of("a" + "b".repeat(39) + ' ' + "c".repeat(41) + " d"))
        .containsExactly("a" + "b".repeat(39), "d");
  }

  @Test
  void findsNothingWhereThereAreNoLetters() {
    assertThat(Words.of("")).isEmpty();
    assertThat(Words.of(" -- /* */ ")).isEmpty();
  }
}
