package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static dev.codeintel.mcp.Shop.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient.ToolAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code search_code} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class SearchCodeToolIT {
  private final Transport over;

  SearchCodeToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsByWords() {
    ToolAnswer found = answer(over, "search_code", "queries", List.of("discount in percent"));

    assertThat(found.all("id").get(0))
        .isEqualTo("src/main/java/shop/OrderService.java#OrderService.place(Order,int)");
    assertThat(found.hits().get(0).path("matched").toString()).contains("doc");
  }

  @Test
  void findsText() {
    ToolAnswer found =
        answer(over, "search_code", "queries", List.of("blue rectangles"), "mode", "text");

    assertThat(found.all("path")).containsExactly("README.md");
    assertThat(found.all("line")).containsExactly("2");
    assertThat(found.all("snippet")).containsExactly("A shop that sells blue rectangles.");
  }

  @Test
  void findsByPattern() {
    ToolAnswer found =
        answer(over, "search_code", "queries", List.of("placed? for"), "mode", "regex");

    assertThat(found.all("path")).containsExactly("src/main/java/shop/OrderService.java");
    assertThat(found.all("line")).containsExactly("13");
  }

  @Test
  void limitsAreSaid() {
    ToolAnswer found =
        answer(over, "search_code", "queries", List.of("total"), "mode", "text", "limit", 2);

    assertThat(found.hits()).hasSize(2);
    assertThat(verdict(found)).startsWith("partial").contains("limit");
  }

  @Test
  void whatIsNotThereIsSaid() {
    ToolAnswer none = answer(over, "search_code", "queries", List.of("zeppelin"), "mode", "text");

    assertThat(none.hits()).isEmpty();
    assertThat(verdict(none)).isEqualTo("complete");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "search_code")).contains("queries");
    assertThat(refusal(over, "search_code", "queries", List.of(" "))).contains("word");
    assertThat(refusal(over, "search_code", "queries", "(", "mode", "regex")).contains("(");
    assertThat(refusal(over, "search_code", "queries", "x", "mode", "telepathy"))
        .contains("telepathy", "regex");
  }
}
