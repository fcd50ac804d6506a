package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Re2Test {
  private static final int EXPRESSIONS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "ba",
          ".",
          "^",
          "$",
          "[ab]",
          "[^a]",
          "[]b]",
          "[[:alpha:]]",
          "[a\\]b]",
          "\\b",
          "\\w",
          "\\.",
          "\\(",
          "\\[",
          "-",
          "é");
  private static final List<String> QUANTIFIERS =
      List.of("", "", "", "", "*", "+", "?", "*?", "+?", "??", "{0}", "{1,2}", "{0,}");

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\\bcompute\\w*\\s*\\( compute",
        "foo\\.bar foo.bar",
        "get(Name|Id)Of get",
        "ab*cde cde",
        "abc+d abc",
        "ab{0,2}cd cd",
        "[abc]def def",
        "[]abc]x x",
        "[[:alpha:]]xy xy",
        "a(b\\)c)d a",
        "foo|bar ''",
        "(?i)foo ''",
        "(?:foo|bar)baz baz",
        "(foo ''",
        "\\Qfoo\\E ''",
        "\\p{Lu}abc ''",
        "foo\\ ''",
        "x\uD83D\uDE00?yz yz",
        "foo{ ''",
        "foo{|bar{ ''",
        "xyz{|bar} ''",
        "a{(}b)c|d ''",
        "ab){ ''",
        "[[:]x|abc]def ''",
        "[[:alpha:]x]def def"
      })
  void findsWhatEveryMatchContains(String regex, String required) {
    assertThat(Re2.requiredText(regex)).isEqualTo(required);
  }

  @Test
  void neverAsksForWhatAMatchMayLack() {
    int matched = 0;
    int required = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String regex = expression(2);
      // Java has no classes by name in this syntax.
      Pattern pattern =
          Pattern.compile(regex.replace("[[:alpha:]]", "\\p{Alpha}").replace("[]b]", "[\\]b]"));
      String needed = Re2.requiredText(regex);
      required += needed.isEmpty() ? 0 : 1;
      for (int j = 0; j < 20; j++) {
        String text = text();
        if (isFoundIn(text, pattern)) {
          matched++;
          assertThat(text).as("%s, seed %d", regex, seed).contains(needed);
        }
      }
    }
    assertThat(matched).isGreaterThan(EXPRESSIONS / 10);
    assertThat(required).isGreaterThan(EXPRESSIONS / 10);
  }

  /** Java's way to match takes for ever with some repetitions of repetitions; those are let be. */
  private static boolean isFoundIn(String text, Pattern pattern) {
    try {
      return pattern.matcher(new BoundedText(text)).find();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** A text that can be read so often. */
  private static final class BoundedText implements CharSequence {
    private static final int MOST_READ = 100_000;

    private final String text;
    private int read;

    BoundedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++read > MOST_READ) {
        throw new IllegalStateException("read too often");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void seesLineFeedsOutsideOfClasses() {
    assertThat(List.of("a\\nb", "\n", "(?:x|\\n)", "\\\\\\n", "[a]\\n")).allMatch(Re2::hasLineFeed);
    assertThat(List.of("", "n", "\\\\n", "[^\\n]", "[]\\n]", "[\n]")).noneMatch(Re2::hasLineFeed);
  }

  private String expression(int depth) {
    StringBuilder regex = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean isGroup = depth > 0 && random.nextInt(5) == 0;
      regex.append(
          isGroup
              ? (random.nextBoolean() ? "(" : "(?:") + expression(depth - 1) + ")"
              : pick(PIECES));
      regex.append(pick(QUANTIFIERS));
      if (random.nextInt(8) == 0) {
        regex.append('|');
      }
    }
    return regex.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(pick(List.of("a", "b", "ab", ".", "(", "[", "]", "-", "é", " ")));
    }
    return text.toString();
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
