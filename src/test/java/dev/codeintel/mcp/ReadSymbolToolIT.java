package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
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

/** {@code read_symbol} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class ReadSymbolToolIT {
  private final Transport over;

  ReadSymbolToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void readsTheBody() {
    ToolAnswer read = answer(over, "read_symbol", "symbols", List.of("Checkout.pay"));

    JsonNode hit = read.hits().get(0);
    assertThat(hit.path("code").asText())
        .isEqualTo(
            """
              public boolean pay(Order order) {
                return service.place(order);
              }
            """);
    assertThat(hit.path("code_line").asInt()).isEqualTo(8);
    assertThat(read.text()).contains("    return service.place(order);");
    assertThat(verdict(read)).isEqualTo("complete");
  }

  @Test
  void readsLinesOfAFile() {
    ToolAnswer read = answer(over, "read_symbol", "path", "tools/report.py", "lines", "9-10");

    assertThat(read.hits().get(0).path("code").asText())
        .isEqualTo("def monthly(rows):\n    return total(rows) / 12\n");
    assertThat(answer(over, "read_symbol", "path", "README.md").text())
        .contains("A shop that sells blue rectangles.");
  }

  @Test
  void readsManyAndSaysWhichIsNotThere() {
    ToolAnswer read =
        answer(over, "read_symbol", "symbols", List.of("Audit.write", "Nobody", "Basket.put"));

    assertThat(read.names()).containsExactly("write", "put");
    assertThat(verdict(read)).isEqualTo("partial not_found");
    assertThat(read.text()).contains("Nobody");
  }

  @Test
  void anAmbiguousNameIsNotGuessed() {
    ToolAnswer read = answer(over, "read_symbol", "symbols", List.of("place"));

    assertThat(read.hits()).hasSize(2);
  }

  @Test
  void nothingOutsideTheRepositoryIsRead() {
    assertThat(refusal(over, "read_symbol", "path", "../data/../shop/../../etc/passwd"))
        .doesNotContain("root:");
    assertThat(refusal(over, "read_symbol", "path", "/etc/passwd")).doesNotContain("root:");
  }

  @Test
  void saysThatAFileIsNoText() {
    assertThat(verdict(answer(over, "read_symbol", "path", "tools/logo.bin")))
        .isEqualTo("unknown no_text");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "read_symbol")).contains("symbols", "path");
    assertThat(refusal(over, "read_symbol", "symbols", "Nobody")).contains("Nobody");
    assertThat(refusal(over, "read_symbol", "path", "README.md", "lines", "one-two"))
        .contains("lines");
  }
}
