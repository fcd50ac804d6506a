package dev.codeintel.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: says what there is. */
@TopCommand
@Command(
    name = "code-intel",
    description = "Indexes source code and answers coding agents over MCP.",
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  code-intel index .",
      "  code-intel serve --stdio",
      "  code-intel serve --http --port 8080 ~/src/petclinic",
      "  code-intel query find_references symbol=OrderService.place role=call --text",
      "",
      "Exit codes: 0 ok, 1 failure, 2 wrong usage, 3 not indexed or not found,",
      "4 busy or not ready: try again."
    })
final class RootCommand implements Runnable {

  @Mixin CommonOptions common;

  @Spec CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }
}
