package dev.codeintel.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobsTest {

  private static boolean matches(String glob, String path) {
    boolean matches = path.matches(Globs.toRegex(glob));
    assertThat(Globs.matcher(glob).test(path)).isEqualTo(matches);
    return matches;
  }

  @Test
  void matchesAsGitignoreDoes() {
    assertThat(matches("*.java", "a/b/C.java")).isTrue();
    assertThat(matches("*.java", "a/b/Cxjava")).isFalse();
    assertThat(matches("src", "src/a.txt")).isTrue();
    assertThat(matches("/src/", "a/src/b.txt")).isFalse();
    assertThat(matches("src/**", "src/a/b.txt")).isTrue();
    assertThat(matches("src/*.txt", "src/a/b.txt")).isFalse();
    assertThat(matches("**/test/**", "a/test/b.txt")).isTrue();
    assertThat(matches("**/test/**", "test/b.txt")).isTrue();
    assertThat(matches("a?.c", "x/ab.c")).isTrue();
    assertThat(matches("a[1].c", "a[1].c")).isTrue();
    assertThat(Globs.toRegex("")).isEmpty();
  }

  @Test
  void manyStarsTakeNoLonger() {
    String path = "a".repeat(2_000);
    assertThat(Globs.matcher("*".repeat(200) + "z").test(path)).isFalse();
    assertThat(Globs.matcher("**/*a*".repeat(30) + "z").test(path)).isFalse();
    assertThat(matches("****/b", "a/b")).isTrue();
    assertThat(matches("***", "a/b")).isTrue();
    assertThat(matches("**/x/**/*y*.java", "x/a/b/ayb.java")).isTrue();
    assertThat(matches("**/x/**/*y*.java", "x/a/b/ab.java")).isFalse();
  }

  @Test
  void splitsWords() {
    assertThat(Words.of("parseHTMLFiles_now")).isEqualTo(List.of("parse", "html", "file", "now"));
    assertThat(Words.of("Reads queries; twice.")).isEqualTo(List.of("read", "query", "twice"));
    assertThat(Words.of(" -- ")).isEmpty();
  }
}
