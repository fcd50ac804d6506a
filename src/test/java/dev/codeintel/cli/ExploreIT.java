package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged program gathers for a task. */
final class ExploreIT {
  @TempDir Path folder;

  @Test
  void followsNamesModulesAndCalls() {
    Path tree = folder.resolve("tree");
    SourceTrees.write(
        tree,
        "lib/telnet.c",
        """
        static int quote(int c) { return c; }

        int check_options(const char *text)
        {
          return quote(*text);
        }
        """);
    SourceTrees.write(
        tree,
        "lib/ftp.c",
        """
        /* Checks all options. */
        int check_all(const char *options)
        {
          return options != 0;
        }
        """);
    Program program = new Program(folder);
    assertThat(program.run(tree, "index").code()).isZero();
    try (StdioClient server = program.serve(tree)) {
      JsonNode hits =
          server.call("explore", Map.of("task", "telnet: check options")).structured().path("hits");

      assertThat(hits.path(0).path("name").asText()).isEqualTo("check_options");
      assertThat(hits.path(0).path("why").toString()).contains("file lib/telnet.c");
      assertThat(
              StreamSupport.stream(hits.spliterator(), false)
                  .filter(hit -> hit.path("name").asText().equals("quote"))
                  .map(hit -> hit.path("why").toString()))
          .singleElement()
          .asString()
          .contains("called by check_options");
    }
  }
}
