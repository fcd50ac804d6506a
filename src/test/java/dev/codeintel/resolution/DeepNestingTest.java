package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
