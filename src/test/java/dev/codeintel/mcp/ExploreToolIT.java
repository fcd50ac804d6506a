package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient.ToolAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code explore} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class ExploreToolIT {
  private final Transport over;

  ExploreToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsWhatATaskIsAbout() {
    ToolAnswer found =
        answer(over, "explore", "task", "Orders at a discount are placed although they are empty");

    assertThat(found.all("path")).contains("src/main/java/shop/OrderService.java");
    assertThat(found.hits().get(0).path("why")).isNotEmpty();
    assertThat(found.text()).contains("public boolean place(Order order, int discount)");
  }

  @Test
  void readsAStackTrace() {
    ToolAnswer found =
        answer(
            over,
            "explore",
            "task",
            """
            java.lang.AssertionError
              at shop.Audit.write(Audit.java:9)
              at shop.OrderService.place(OrderService.java:13)
              at shop.Checkout.pay(Checkout.java:9)
            """);

    assertThat(found.names()).contains("write", "place", "pay");
  }

  @Test
  void showsHowItHangsTogether() {
    ToolAnswer found = answer(over, "explore", "task", "Checkout.pay places the order twice");

    assertThat(found.hits())
        .anySatisfy(
            hit -> {
              assertThat(hit.path("edge").asText()).isEqualTo("calls");
              assertThat(hit.path("from").asText()).endsWith("Checkout.pay(Order)");
              assertThat(hit.path("to").asText()).endsWith("OrderService.place(Order)");
            });
  }

  @Test
  void keepsToItsBudget() {
    String task = "orders, prices, audits and the basket";
    ToolAnswer small = answer(over, "explore", "task", task, "max_tokens", 500);

    assertThat(small.text().length()).isLessThanOrEqualTo(500 * 4);
    assertThat(small.hits()).isNotEmpty();
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "explore")).contains("task");
    assertThat(refusal(over, "explore", "task", "  ")).contains("task");
  }
}
