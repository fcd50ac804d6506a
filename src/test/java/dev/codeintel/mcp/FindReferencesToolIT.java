package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static dev.codeintel.mcp.Shop.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.codeintel.cli.McpClient.ToolAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code find_references} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class FindReferencesToolIT {
  private final Transport over;

  FindReferencesToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsUsesWithTheirLines() {
    ToolAnswer uses = answer(over, "find_references", "symbol", "OrderService.place(Order)");

    assertThat(uses.all("path"))
        .containsExactly(
            "src/main/java/shop/Checkout.java", "src/main/java/shop/OrderService.java");
    JsonNode first = uses.hits().get(0);
    assertThat(first.path("line").asInt()).isEqualTo(9);
    assertThat(first.path("role").asText()).isEqualTo("call");
    assertThat(first.path("evidence").asText()).isEqualTo("resolved");
    assertThat(first.path("source").asText()).isEqualTo("return service.place(order);");
    assertThat(uses.text())
        .contains(
            "src/main/java/shop/Checkout.java:9 call resolved in #Checkout.pay(Order)"
                + "  | return service.place(order);");
  }

  @Test
  void usesInTestsAreThereIfAskedFor() {
    assertThat(
            answer(
                    over,
                    "find_references",
                    "symbol",
                    "OrderService.place(Order)",
                    "include_tests",
                    true)
                .all("path"))
        .contains("src/test/java/shop/OrderServiceTest.java");
  }

  @Test
  void rolesNarrow() {
    assertThat(answer(over, "find_references", "symbol", "Audit", "role", "call").all("line"))
        .isEmpty();
    assertThat(
            answer(over, "find_references", "symbol", "OrderService", "role", "call").all("line"))
        .containsExactly("5");
  }

  @Test
  void anAmbiguousNameIsNotGuessed() {
    ToolAnswer uses = answer(over, "find_references", "symbol", "total");

    assertThat(verdict(uses)).isEqualTo("unknown ambiguous");
    assertThat(uses.all("path"))
        .contains("tools/report.py", "web/basket.ts", "src/main/java/shop/Order.java");
    assertThat(uses.all("candidate")).containsOnly("true");
  }

  @Test
  void aCandidateIsAskedAboutByItsId() {
    ToolAnswer uses = answer(over, "find_references", "symbol", "tools/report.py#total");

    assertThat(uses.all("path")).containsExactly("tools/report.py");
    assertThat(uses.all("line")).containsExactly("10");
    ToolAnswer there = answer(over, "find_references", "symbol", "web/basket.ts:9");
    assertThat(there.all("line")).containsExactly("15");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "find_references")).contains("symbol");
    assertThat(refusal(over, "find_references", "symbol", "Nobody")).contains("Nobody");
    assertThat(refusal(over, "find_references", "symbol", "Order", "role", "shout"))
        .contains("shout", "call");
  }
}
