package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.codeintel.cli.McpClient.ToolAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code index_status} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class IndexStatusToolIT {
  private final Transport over;

  IndexStatusToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void saysWhatIsIndexed() {
    ToolAnswer status = answer(over, "index_status");

    JsonNode shop = status.hits().get(0);
    assertThat(status.names()).containsExactly("shop");
    assertThat(shop.path("kind").asText()).isEqualTo("repository");
    assertThat(shop.path("state").asText()).isEqualTo("indexed");
    assertThat(shop.path("stale_files").asInt()).isZero();
    assertThat(shop.path("counts").path("files").asInt()).isEqualTo(11);
    assertThat(shop.path("counts").path("files_partial").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatIsNotIndexedAndWhy() {
    JsonNode skipped = answer(over, "index_status").hits().get(0).path("skipped");

    assertThat(skipped.path("binary").asInt()).isEqualTo(1);
    assertThat(skipped.path("syntax_errors").asInt()).isEqualTo(1);
  }

  @Test
  void namesTheSnapshotThatOthersAnswerFrom() {
    JsonNode shop = answer(over, "index_status").hits().get(0);
    JsonNode head = answer(over, "find_symbol", "names", "Order").structured().path("snapshot");

    assertThat(shop.path("revision").asText())
        .isNotEmpty()
        .isEqualTo(head.path("revision").asText());
    assertThat(head.path("repository").asText()).isEqualTo("shop");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "index_status", "repo", "nowhere")).contains("nowhere", "shop");
    assertThat(refusal(over, "index_status", "verbose", true)).contains("verbose");
  }
}
