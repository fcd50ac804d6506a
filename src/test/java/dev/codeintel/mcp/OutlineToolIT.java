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

/** {@code outline} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class OutlineToolIT {
  private final Transport over;

  OutlineToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void showsTheRepository() {
    ToolAnswer map = answer(over, "outline");

    assertThat(map.all("path")).contains("src/main/java/shop", "tools", "web");
    assertThat(map.text()).contains("src/main/java/shop/ 5 files", "#OrderService");
    assertThat(verdict(map)).isEqualTo("complete");
  }

  @Test
  void showsAFolder() {
    ToolAnswer folder = answer(over, "outline", "path", "tools/");

    assertThat(folder.all("path")).contains("tools/report.py", "tools/broken.py");
    assertThat(folder.hits().get(0).path("kind").asText()).isEqualTo("file");
  }

  @Test
  void showsAFile() {
    ToolAnswer file = answer(over, "outline", "path", "src/main/java/shop/OrderService.java");

    assertThat(file.names()).containsExactly("OrderService", "placed", "place", "place");
    assertThat(file.all("depth")).containsExactly("0", "1", "1", "1");
    assertThat(
            answer(over, "outline", "path", "src/main/java/shop/OrderService.java", "depth", 1)
                .names())
        .containsExactly("OrderService");
  }

  @Test
  void saysThatAFileIsNotUnderstood() {
    assertThat(verdict(answer(over, "outline", "path", "tools/broken.py")))
        .isEqualTo("partial syntax_errors");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "outline", "path", "nowhere")).contains("nowhere");
    assertThat(refusal(over, "outline", "path", "../..")).contains("../..");
    assertThat(refusal(over, "outline", "depth", "deep")).contains("depth");
  }
}
