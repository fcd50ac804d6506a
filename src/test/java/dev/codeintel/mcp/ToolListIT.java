package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client is told of the tools. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class ToolListIT {
  private final Transport over;

  ToolListIT(Transport over) {
    this.over = over;
  }

  private static final List<String> NAMES =
      List.of(
          "explore",
          "search_code",
          "find_symbol",
          "read_symbol",
          "outline",
          "find_references",
          "trace",
          "impact",
          "index_status");

  @Test
  void listsAllInTheirOrder() {
    JsonNode tools = Shop.client(over).request("tools/list", Map.of()).path("tools");

    assertThat(tools).extracting(tool -> tool.path("name").asText()).containsAll(NAMES);
    assertThat(tools).hasSize(NAMES.size());
    for (JsonNode tool : tools) {
      assertThat(tool.path("description").asText()).isNotEmpty();
      assertThat(tool.path("annotations").path("readOnlyHint").asBoolean()).isTrue();
      JsonNode schema = tool.path("inputSchema");
      assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
      assertThat(schema.path("properties").has("repo")).isTrue();
    }
  }

  @Test
  void allRefuseWhatIsNotInTheirSchema() {
    for (String name : NAMES) {
      assertThat(refusal(over, name, "no_such_argument", 1)).contains("no_such_argument");
    }
  }

  @Test
  void aToolThatIsNotThereIsAnErrorOfTheProtocol() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Shop.client(over).call("find_symbols", Map.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("find_symbols");
  }
}
