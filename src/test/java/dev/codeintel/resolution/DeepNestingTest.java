package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeepNestingTest {

  @Test
  void linksCodeNestedThousandsDeep() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      source.append("class C").append(i).append(" { ");
    }
    source.append("void inner() { inner(); }").append("}".repeat(3_000));

    List<String> edges =
        RepositoryEdgesTest.edges(
            Map.of("Deep.java", source.toString().getBytes(StandardCharsets.UTF_8)));

    assertThat(edges).hasSize(1).first().asString().contains("inner() calls ").contains("resolved");
  }

  /** Each asks what its own type is, and for that all those around it. */
  @ParameterizedTest
  @CsvSource({
    "A.java, class X { Object o = , new A() { Object a = , null, ; }, ;}",
    "A.kt, class X { val o = , object : A() { val a = , 1, ' }', }",
    "A.scala, class X { val o = , new A { val a = , 1, ' }', }",
    "A.cs, class X { , class A : B { , void f() { f(); }, ' }', }",
    "a.rs, '', struct A; impl B for A { fn f(&self) { , self.f();, ' } }', ''",
    "a.ts, '', const a = class extends A { b() { , this.b();, ' } }', ''",
    "a.php, '<?php ', $a = new class extends A { function b() { , $this->b();, ' } };', ''",
    "a.rb, '', class A < B; , f, ; end, ''",
    "a.py, '', 'x = lambda: ', f(), '', ''"
  })
  void linksTypesOfOneNameThatLieInEachOther(
      String path, String start, String open, String inside, String close, String end) {
    String source = start + open.repeat(1_100) + inside + close.repeat(1_100) + end;

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> RepositoryEdgesTest.edges(Map.of(path, source.getBytes(StandardCharsets.UTF_8))));
  }

  /** Each assignment could be followed into each other, in any order. */
  @Test
  void linksAVariableThatIsSetToCallsOfItself() {
    String source =
        "def target(): pass\n\ndef outer(f):\n"
            + "    f = f(target)\n".repeat(60)
            + "    g = lambda: f\n    f = g(f)\n    g = f(g)\n    f()\n    target()\n";

    List<String> edges =
        RepositoryEdgesTest.edges(Map.of("loop.py", source.getBytes(StandardCharsets.UTF_8)));

    assertThat(edges).anyMatch(edge -> edge.contains("#outer calls loop.py#target resolved"));
    assertThat(edges).noneMatch(edge -> edge.contains("builtins"));
  }
}
