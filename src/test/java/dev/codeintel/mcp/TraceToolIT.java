package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static dev.codeintel.mcp.Shop.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient.ToolAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code trace} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class TraceToolIT {
  private final Transport over;

  TraceToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsWhoCallsItAndWhoCallsThem() {
    ToolAnswer callers = answer(over, "trace", "from", "Audit.write", "depth", 3);

    assertThat(callers.all("id"))
        .contains(
            "src/main/java/shop/OrderService.java#OrderService.place(Order)",
            "src/main/java/shop/OrderService.java#OrderService.place(Order,int)",
            "src/main/java/shop/Checkout.java#Checkout.pay(Order)");
    assertThat(depth(callers, "pay")).isEqualTo(2);
    assertThat(callers.text()).contains("src/main/java/shop/OrderService.java:13");
  }

  private static int depth(ToolAnswer answer, String name) {
    return answer.hits().stream()
        .filter(hit -> hit.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("depth")
        .asInt();
  }

  @Test
  void findsWhatItCalls() {
    ToolAnswer callees =
        answer(over, "trace", "from", "Checkout.pay", "direction", "callees", "depth", 3);

    assertThat(callees.names()).contains("place", "total", "write");
    assertThat(verdict(callees)).isEqualTo("complete");
  }

  @Test
  void findsTheWayFromOneToAnother() {
    ToolAnswer way = answer(over, "trace", "from", "Checkout.pay", "to", "Audit.write");

    assertThat(way.names()).containsExactly("place", "write");
  }

  @Test
  void saysThatThereIsNoWay() {
    ToolAnswer none = answer(over, "trace", "from", "Basket.put", "to", "Checkout.pay");

    assertThat(none.hits()).isEmpty();
    assertThat(none.text()).contains("0 of 0");
  }

  @Test
  void goesNoDeeperThanAsked() {
    ToolAnswer callers = answer(over, "trace", "from", "Audit.write", "depth", 1);

    assertThat(callers.names()).containsExactly("place");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "trace")).contains("from");
    assertThat(refusal(over, "trace", "from", "Nobody")).contains("Nobody");
    assertThat(refusal(over, "trace", "from", "Order", "direction", "sideways"))
        .contains("sideways", "callers");
    assertThat(refusal(over, "trace", "from", "Checkout.pay", "depth", -1)).contains("depth");
  }
}
