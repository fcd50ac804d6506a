package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient;
import dev.codeintel.cli.McpClient.ToolAnswer;
import dev.codeintel.cli.Program;
import dev.codeintel.cli.StdioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repositories a server answers for, and which one a call means. */
final class ServedRepositoriesIT {
  @TempDir private static Path folder;
  private static Program program;

  @BeforeAll
  static void index() throws IOException {
    program = new Program(folder);
    for (String each : List.of("one/shop", "two/shop", "one/bank", "secret")) {
      String name = each.replaceAll(".*/", "") + (each.startsWith("two") ? "Two" : "");
      Path file = Files.createDirectories(folder.resolve(each)).resolve("a.py");
      Files.writeString(file, "def only_in_" + name + "():\n    pass\n");
      assertThat(program.run(folder, "index", folder.resolve(each).toString()).code()).isZero();
    }
  }

  private static StdioClient serve(String... options) {
    return new StdioClient(program.startServer(folder.resolve("one/shop"), options));
  }

  private static ToolAnswer find(McpClient client, String name, String repo) {
    return client.call("find_symbol", Map.of("names", List.of(name), "repo", repo));
  }

  @Test
  void whatItWasNotGivenIsNotThere() {
    try (StdioClient client = serve()) {
      assertThat(client.find("only_in_shop").names()).containsExactly("only_in_shop");
      for (String repo : List.of("secret", folder.resolve("secret").toString())) {
        ToolAnswer refused = find(client, "only_in_secret", repo);
        assertThat(refused.isError()).isTrue();
        assertThat(refused.text()).doesNotContain("def only_in_secret");
      }
      assertThat(client.find("only_in_secret").text()).doesNotContain("secret\" has", "in secret");
      assertThat(client.call("index_status", Map.of()).names()).containsExactly("shop");
    }
  }

  @Test
  void allAreThereIfItIsToldSo() {
    try (StdioClient client = serve("--all")) {
      assertThat(find(client, "only_in_secret", "secret").names())
          .containsExactly("only_in_secret");
      assertThat(client.call("index_status", Map.of()).names())
          .containsExactlyInAnyOrder("shop", "shop", "bank", "secret");
    }
  }

  @Test
  void aNameThatFitsSeveralIsNotGuessed() {
    try (StdioClient client = serve("--all")) {
      ToolAnswer several = find(client, "only_in_shop", "shop");

      assertThat(several.isError()).isTrue();
      assertThat(several.text())
          .contains(folder.resolve("one/shop").toString(), folder.resolve("two/shop").toString());
      assertThat(find(client, "only_in_shopTwo", folder.resolve("two/shop").toString()).names())
          .containsExactly("only_in_shopTwo");
    }
  }

  @Test
  void aSymbolOfAnotherRepositoryIsSaidToBeThere() {
    try (StdioClient client = serve("--all")) {
      ToolAnswer none = client.find("only_in_bank");

      assertThat(none.hits()).isEmpty();
      assertThat(none.text()).contains("bank");
      assertThat(client.call("find_references", Map.of("symbol", "only_in_bank")).text())
          .contains("defined in the repository bank");
    }
  }

  @Test
  void aSymbolOfTheLastOfManyRepositoriesIsFound() throws IOException {
    Path home = Files.createDirectories(folder.resolve("many"));
    List<String> arguments = new ArrayList<>(List.of("index"));
    for (int i = 0; i < 12; i++) {
      Path tree = Files.createDirectories(home.resolve("repo" + (char) ('a' + i)));
      Files.writeString(tree.resolve("a.py"), "def only_in_%c():\n    pass\n".formatted('a' + i));
      arguments.add(tree.toString());
    }
    Program many = new Program(home);
    assertThat(many.run(home, arguments.toArray(String[]::new)).code()).isZero();

    try (StdioClient client =
        new StdioClient(many.startServer(folder.resolve("one/shop"), "--all"))) {
      assertThat(client.find("only_in_l").text()).contains("defined in the repository repol");
    }
  }

  @Test
  void severalMayBeGiven() {
    try (StdioClient client =
        serve(folder.resolve("one/shop").toString(), folder.resolve("one/bank").toString())) {
      assertThat(find(client, "only_in_bank", "bank").names()).containsExactly("only_in_bank");
      assertThat(find(client, "only_in_secret", "secret").isError()).isTrue();
      assertThat(client.call("index_status", Map.of()).names())
          .containsExactlyInAnyOrder("shop", "bank");
    }
  }
}
