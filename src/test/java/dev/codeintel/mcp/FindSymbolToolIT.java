package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.pages;
import static dev.codeintel.mcp.Shop.refusal;
import static dev.codeintel.mcp.Shop.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.codeintel.cli.McpClient.ToolAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code find_symbol} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class FindSymbolToolIT {
  private final Transport over;

  FindSymbolToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsAllDefinitionsOfAName() {
    ToolAnswer found = answer(over, "find_symbol", "names", List.of("place"));

    assertThat(found.all("id"))
        .containsExactly(
            "src/main/java/shop/OrderService.java#OrderService.place(Order)",
            "src/main/java/shop/OrderService.java#OrderService.place(Order,int)");
    JsonNode first = found.hits().get(0);
    assertThat(first.path("kind").asText()).isEqualTo("method");
    assertThat(first.path("line").asInt()).isEqualTo(8);
    assertThat(first.path("end_line").asInt()).isEqualTo(15);
    assertThat(first.path("signature").asText()).isEqualTo("public boolean place(Order order)");
    assertThat(first.path("doc").asText())
        .isEqualTo("Places an order, so that it will be shipped.");
    assertThat(found.text())
        .contains(
            "src/main/java/shop/OrderService.java:8-15 method #OrderService.place(Order)"
                + "  public boolean place(Order order)");
    // A file that holds the name was not understood.
    assertThat(verdict(found)).isEqualTo("partial not_understood");
  }

  @Test
  void anOverloadIsChosenByItsParameters() {
    assertThat(answer(over, "find_symbol", "names", List.of("place(Order,int)")).all("line"))
        .containsExactly("18");
  }

  @Test
  void patternsAndKindsNarrow() {
    assertThat(
            answer(over, "find_symbol", "names", List.of("Order*"), "kinds", List.of("class"))
                .names())
        .containsExactlyInAnyOrder("Order", "OrderService");
    assertThat(answer(over, "find_symbol", "names", "total", "path_glob", "web/**").all("id"))
        .containsExactly("web/basket.ts#Basket.total");
    assertThat(answer(over, "find_symbol", "names", "total", "language", "python").all("path"))
        .containsExactly("tools/report.py");
  }

  @Test
  void eachHitSaysWhichNameItAnswers() {
    ToolAnswer found = answer(over, "find_symbol", "names", List.of("Basket", "Checkout"));

    assertThat(found.all("query")).containsExactly("Basket", "Checkout");
    assertThat(verdict(found)).isEqualTo("complete");
    assertThat(found.text()).contains("<- Basket", "<- Checkout");
  }

  @Test
  void saysWhereElseToLook() {
    assertThat(answer(over, "find_symbol", "names", "OrderServiceTest").text())
        .contains("is defined only in tests; try include_tests=true");
    assertThat(answer(over, "find_symbol", "names", "Chekout").text())
        .contains("did you mean Checkout");
    assertThat(
            answer(over, "find_symbol", "names", "OrderServiceTest", "include_tests", true).names())
        .containsExactly("OrderServiceTest");
  }

  @Test
  void allIsThereOnPages() {
    List<String> whole = answer(over, "find_symbol", "names", "*", "max_tokens", 20_000).all("id");

    assertThat(whole).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(pages(over, "find_symbol", "id", "names", "*", "max_tokens", 400)).isEqualTo(whole);
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "find_symbol", "name", "Order")).contains("name", "names");
    assertThat(refusal(over, "find_symbol")).contains("names");
    assertThat(refusal(over, "find_symbol", "names", List.of())).contains("at least one name");
    assertThat(refusal(over, "find_symbol", "names", "Order", "kinds", List.of("klass")))
        .contains("klass", "class");
    assertThat(refusal(over, "find_symbol", "names", "Order", "repo", "nowhere"))
        .contains("nowhere", "shop");
    assertThat(refusal(over, "find_symbol", "names", "Order", "cursor", "made-up"))
        .contains("cursor");
  }
}
