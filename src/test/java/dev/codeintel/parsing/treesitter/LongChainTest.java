package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A chain of operators or calls nests as deep as it is long, and takes time in proportion to its
 * length all the same.
 */
final class LongChainTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final int LENGTH = 5_000;
  private static final TreeSitterExtractor EXTRACTOR =
      new TreeSitterExtractor(REGISTRY, Duration.ofSeconds(20), TestNatives::load);

  /** A chain: what stands before it, its first operand, what is repeated, and what comes after. */
  record Chain(String language, String before, String first, String repeated, String after) {
    String source(int length) {
      return before + first + repeated.repeat(length) + after;
    }
  }

  static Stream<Chain> chains() {
    return REGISTRY.all().stream().map(Language::id).flatMap(LongChainTest::chains);
  }

  private static Stream<Chain> chains(String id) {
    String sum = " + \"b\"";
    String call = ".f(1)";
    return switch (id) {
      case "java" -> both(id, "class A { Object f(A a) { return ", sum, call, "; } }");
      case "csharp" -> both(id, "class A { object F(A a) { return ", sum, call, "; } }");
      case "python", "ruby" -> both(id, "x = ", sum, call, "\n");
      case "javascript", "typescript", "tsx" -> both(id, "let x = ", sum, call, ";");
      case "go" -> both(id, "package p\nvar x = ", sum, call, "\n");
      case "rust" -> both(id, "fn f() { let x = ", sum, call, "; }");
      case "c", "cpp" -> both(id, "int f() { int x = ", " + 1", call, "; }");
      case "kotlin" -> both(id, "val x = ", sum, call, "\n");
      // On one line the grammar's scanner counts columns from the line's start at each step.
      case "scala" -> both(id, "val x = ", " +\n\"b\"", "\n" + call, "\n");
      case "php" -> both(id, "<?php $x = ", " . \"b\"", "->f(1)", ";");
      case "bash" -> both(id, "x=", "\"b\"", "$(f)", "\n");
      default -> throw new IllegalStateException("no chain of " + id);
    };
  }

  private static Stream<Chain> both(String id, String before, String sum, String call, String end) {
    return Stream.of(
        new Chain(id, before, "\"a\"", sum, end), new Chain(id, before, "a", call, end));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void takesTimeInProportionToItsLength(Chain chain) {
    assumeThat(TestNatives.load()).isEqualTo(Natives.OPTIMISED);
    extract(chain, LENGTH);

    long once = Stream.of(1, 2, 3).mapToLong(run -> extract(chain, LENGTH)).min().orElseThrow();
    long fourTimes =
        Stream.of(1, 2, 3).mapToLong(run -> extract(chain, 4 * LENGTH)).min().orElseThrow();

    assertThat(fourTimes).as("CPU nanoseconds").isLessThan(9 * once + 50_000_000);
  }

  /** Returns the CPU time in nanoseconds. */
  private static long extract(Chain chain, int length) {
    Language language =
        REGISTRY.all().stream().filter(l -> l.id().equals(chain.language())).findFirst().get();
    String path = "chain." + List.copyOf(language.extensions()).get(0);
    byte[] utf8 = chain.source(length).getBytes(StandardCharsets.UTF_8);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ParseOutcome outcome = EXTRACTOR.extract(path, utf8);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return nanos;
  }
}
