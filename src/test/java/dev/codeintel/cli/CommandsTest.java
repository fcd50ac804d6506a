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
  void readsWhatItLearned() {
    CommandLine line = Commands.line(CommandLine.defaultFactory(), "serve", "--stdio", "index");
    ServeCommand serve =
        (ServeCommand)
            line.parseArgs("serve", "--stdio", "index").subcommand().commandSpec().userObject();
    assertThat(serve.transport.stdio).isTrue();
    assertThat(serve.paths).containsExactly("index");
  }

  @Test
  void helpAndCompletionKnowAll() {
    Set<String> all = names("--help");
    assertThat(all).containsExactly("index", "serve", "query", "status", "completion");
    assertThat(names()).isEqualTo(all);
    assertThat(names("indx")).isEqualTo(all);
    assertThat(names("completion")).isEqualTo(all);
    assertThat(names("query", "completion")).isEqualTo(all);
    assertThat(names("--help", "index")).isEqualTo(all);
    assertThat(names("@arguments", "index")).isEqualTo(all);
  }
}
