package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.ask;
import static dev.codeintel.mcp.Shop.client;
import static dev.codeintel.mcp.Shop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.codeintel.cli.McpClient.ToolAnswer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients send that no client should: each is taken as it is meant, or refused in words. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class OddInputIT {
  private static final Map<String, List<Object>> QUESTIONS =
      Map.of(
          "find_symbol",
              List.of("names", List.of("Order", "OrderService", "place", "Priced", "add")),
          "find_references", List.of("symbol", "Order"),
          "impact", List.of("symbols", List.of("Priced", "Order")),
          "trace", List.of("from", "OrderService.place"),
          "outline", List.of("path", ""),
          "read_symbol", List.of("symbols", List.of("OrderService", "Order", "Priced")),
          "search_code", List.of("queries", List.of("order", "price")),
          "explore", List.of("task", "an order is placed with the wrong price"));

  private final Transport over;

  OddInputIT(Transport over) {
    this.over = over;
  }

  @Test
  void forgedCursorsLeadNowhere() {
    int forgeries = 0;
    for (Map.Entry<String, List<Object>> each : QUESTIONS.entrySet()) {
      List<Object> question = new ArrayList<>(each.getValue());
      question.addAll(List.of("max_tokens", 150));
      String cursor =
          answer(over, each.getKey(), question.toArray()).structured().path("next").asText();
      if (!cursor.isEmpty()) {
        for (int number : new int[] {Integer.MAX_VALUE, 1 << 30, 1_000_000, 5_000}) {
          for (boolean isOffset : new boolean[] {true, false}) {
            List<Object> forged = new ArrayList<>(question);
            forged.addAll(List.of("cursor", forged(cursor, number, isOffset)));
            ToolAnswer answer = ask(over, each.getKey(), forged.toArray());
            String what = "%s %s %d".formatted(each.getKey(), isOffset ? "hit" : "part", number);
            assertThat(answer.text()).as(what).doesNotContain("Internal");
            if (answer.isError()) {
              assertThat(answer.text()).as(what).contains("cursor");
            } else if (isOffset) {
              assertThat(answer.hits()).as(what).isEmpty();
            }
            forgeries++;
          }
        }
      }
    }
    assertThat(forgeries).isGreaterThanOrEqualTo(6 * 8);
  }

  private static String forged(String cursor, int number, boolean isOffset) {
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    ByteBuffer.wrap(bytes).putInt(isOffset ? 2 * Integer.BYTES : 3 * Integer.BYTES, number);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void listsNumbersAndTruthsMayBeTexts() {
    for (Object names : List.of("Order", "[\"Order\"]", List.of("Order"))) {
      assertThat(answer(over, "find_symbol", "names", names).names()).contains("Order");
    }
    assertThat(
            answer(
                    over,
                    "find_symbol",
                    "names",
                    "Order",
                    "max_tokens",
                    "900",
                    "include_tests",
                    "true")
                .names())
        .contains("Order");
  }

  @Test
  void whatCannotBeMeantIsRefusedInWords() {
    for (Object names : List.of(5, true, Map.of("a", 1), List.of(List.of("Order")))) {
      assertThat(ask(over, "find_symbol", "names", names).text()).contains("names");
    }
    assertThat(refusal(over, "find_symbol", "names", "Order", "max_tokens", List.of(1)))
        .contains("max_tokens", "whole number");
    assertThat(refusal(over, "find_symbol", "names", "Order", "include_tests", "yes"))
        .contains("include_tests", "true or false");
    assertThat(refusal(over, "find_symbol", "names", "Order", "cursor", Map.of()))
        .contains("cursor", "string");
    assertThat(refusal(over, "find_symbol", "names", "Order", "cursor", "A".repeat(100_000)))
        .contains("cursor", "too long");
  }

  @Test
  void aTokenOfProgressThatIsNoneIsAsIfThereWereNone() {
    for (Object token : List.of(Map.of("a", 1), List.of(1), 1.5, true, "x".repeat(1_000_000))) {
      JsonNode result =
          client(over)
              .request(
                  "tools/call",
                  Map.of(
                      "name",
                      "find_symbol",
                      "arguments",
                      Map.of("names", List.of("Order")),
                      "_meta",
                      Map.of("progressToken", token)));

      assertThat(result.path("isError").asBoolean()).isFalse();
    }
  }
}
