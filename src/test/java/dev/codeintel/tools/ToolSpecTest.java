package dev.codeintel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.codeintel.tools.input.CommonInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ToolSpecTest {
  static final List<ToolSpec<?>> SPECS =
      List.of(
          ExploreTool.SPEC,
          SearchCodeTool.SPEC,
          FindSymbolTool.SPEC,
          ReadSymbolTool.SPEC,
          OutlineTool.SPEC,
          FindReferencesTool.SPEC,
          TraceTool.SPEC,
          ImpactTool.SPEC,
          IndexStatusTool.SPEC);

  private static final Path METADATA =
      Path.of(
          "src/main/resources/META-INF/native-image/dev.codeintel/code-intel",
          "reachability-metadata.json");

  /** What the protocol adds to a tool beside description and schemas. */
  private static final int ENVELOPE =
      "{\"name\":,\"description\":,\"annotations\":{\"title\":,\"destructiveHint\":false,\"idempotentHint\":true,"
              .length()
          + "\"openWorldHint\":false,\"readOnlyHint\":true},\"inputSchema\":,\"outputSchema\":},"
              .length();

  @Test
  void schemasOfAllToolsAreWithinTheirBudget() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    int size = 0;
    for (ToolSpec<?> spec : SPECS) {
      assertThat(spec.description().length()).isBetween(40, 1_500);
      size +=
          ENVELOPE
              + json.writeValueAsString(List.of(spec.name(), spec.title(), spec.description()))
                  .length()
              + json.writeValueAsString(spec.inputSchema()).length()
              + json.writeValueAsString(ToolSpec.outputSchema()).length();
    }
    assertThat(size / 4).isLessThanOrEqualTo(2_500);
    assertThat(size).isLessThanOrEqualTo(9_000);
  }

  @Test
  void aNativeExecutableCanMakeTheirInputs() throws IOException {
    String metadata = Files.readString(METADATA);

    for (ToolSpec<?> spec : SPECS) {
      assertThat(metadata).contains("\"" + spec.input().type().getName() + "\"");
    }
    assertThat(metadata).contains("\"" + CommonInput.class.getName() + "\"");
  }

  @Test
  void instructionsSayTheEssentialsFirst() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
      properties.load(in);
    }
    String text = properties.getProperty("quarkus.mcp.server.server-info.instructions");
    assertThat(text.length()).isLessThanOrEqualTo(2_000);
    assertThat(text.substring(0, 512))
        .contains("explore", "find_symbol", "find_references", "trace", "impact", "path:line");
  }
}
