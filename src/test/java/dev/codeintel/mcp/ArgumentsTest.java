package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.model.Evidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final ToolSpec TRACE = new TraceTool().spec();
  private static final ToolSpec FIND = new FindSymbolTool().spec();

  @Test
  void rejectsUnknownNamesWithASuggestion() {
    assertThatThrownBy(() -> Arguments.check(FIND, Map.of("nammes", List.of("x"))))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("did you mean \"names\"?");
    assertThatThrownBy(() -> Arguments.check(TRACE, Map.of("from", "x", "symbol", "y")))
        .hasMessageContaining("no argument \"symbol\"");
  }

  @Test
  void namesTheArgumentThatIsMissing() {
    assertThatThrownBy(() -> Arguments.check(TRACE, Map.of()))
        .hasMessageContaining("trace needs the argument from");
  }

  @Test
  void refusesNegativeNumbers() {
    Arguments arguments = Arguments.check(TRACE, Map.of("from", "x", "limit", -3));
    assertThatThrownBy(() -> arguments.number("limit", 100, 1, 5000))
        .hasMessage("limit must be from 1 to 5000, not -3.");
  }

  @Test
  void movesNumbersIntoTheirRange() {
    Arguments arguments = Arguments.check(TRACE, Map.of("from", "x", "depth", 0, "limit", 1e300));
    assertThat(arguments.number("depth", 3, 1, 20)).isEqualTo(1);
    assertThat(arguments.number("limit", 100, 1, 5000)).isEqualTo(5000);
    assertThat(arguments.remarks())
        .containsExactly(
            "depth=0 was taken as 1: it goes from 1 to 20",
            "limit=9223372036854775807 was taken as 5000: it goes from 1 to 5000");
    assertThat(Arguments.check(TRACE, Map.of("from", "x", "max_tokens", 1)).budget().maxTokens())
        .isEqualTo(TokenBudget.LEAST);
    assertThat(
            Arguments.check(TRACE, Map.of("from", "x", "max_tokens", Long.MAX_VALUE))
                .budget()
                .maxTokens())
        .isEqualTo(TokenBudget.MOST);
  }

  @Test
  void saysWhichTypeIsWanted() {
    assertThatThrownBy(() -> Arguments.check(TRACE, Map.of("from", 5)))
        .hasMessage("from must be a string, not 5.");
    assertThatThrownBy(() -> Arguments.check(TRACE, Map.of("from", "x", "depth", "deep")))
        .hasMessage("depth must be a whole number, not \"deep\".");
    assertThatThrownBy(() -> Arguments.check(FIND, Map.of("names", Map.of())))
        .hasMessage("names must be a list of strings, not an object.");
    assertThatThrownBy(() -> Arguments.check(TRACE, Map.of("from", "x", "direction", "up")))
        .hasMessage("direction must be one of callers, callees, not \"up\".");
  }

  @Test
  void takesTextsExactlyOnlyIfAsked() {
    Arguments arguments = Arguments.check(FIND, Map.of("names", List.of(" a ", "", " ")));
    assertThat(arguments.texts("names")).containsExactly("a");
    assertThat(arguments.exactTexts("names")).containsExactly(" a ", " ");
  }

  @Test
  void takesOneTextAsAListAndNullAsAbsent() {
    Map<String, @Nullable Object> raw = new HashMap<>();
    raw.put("names", "Owner.name");
    raw.put("repo", null);
    Arguments arguments = Arguments.check(FIND, raw);
    assertThat(arguments.texts("names")).containsExactly("Owner.name");
    assertThat(arguments.text("repo")).isEmpty();
    assertThat(arguments.minEvidence()).isEqualTo(Evidence.CANDIDATE);
  }

  @Test
  void hashesTheQuestionButNotThePage() {
    Arguments first = Arguments.check(FIND, Map.of("names", "x"));
    Arguments next =
        Arguments.check(FIND, Map.of("names", List.of("x"), "cursor", "c", "max_tokens", 500));
    Arguments other = Arguments.check(FIND, Map.of("names", "y"));
    assertThat(next.queryHash()).isEqualTo(first.queryHash());
    assertThat(other.queryHash()).isNotEqualTo(first.queryHash());
  }
}
