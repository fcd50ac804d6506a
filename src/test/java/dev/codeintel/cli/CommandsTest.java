package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandsTest {

  private static Set<String> names(String... arguments) {
    return Commands.line(CommandLine.defaultFactory(), arguments).getSubcommands().keySet();
  }

  @Test
  void learnsOnlyWhatTheLineNames() {
    assertThat(names("serve", "--stdio")).containsExactly("serve");
    assertThat(names("--data-dir", "query", "index", ".")).containsExactly("index", "query");
  }

  @Test
  void helpAndCompletionKnowAll() {
    Set<String> all = names("--help");
    assertThat(all).containsExactly("index", "serve", "query", "status", "completion");
    assertThat(names()).isEqualTo(all);
    assertThat(names("indx")).isEqualTo(all);
    assertThat(names("completion")).isEqualTo(all);
    assertThat(names("query", "completion")).isEqualTo(all);
  }
}
