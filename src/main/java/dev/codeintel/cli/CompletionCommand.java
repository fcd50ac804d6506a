package dev.codeintel.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands. Answers without anything being started. */
@Command(
    name = "completion",
    description = "Print a script that completes commands and options in bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(code-intel completion)\"                       this shell",
      "  echo 'eval \"$(code-intel completion)\"' >> ~/.bashrc   each new one"
    })
final class CompletionCommand implements Runnable {
  @Mixin CommonOptions common;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    CommandSpec root = spec.root();
    Console.out().print(AutoComplete.bash(root.name(), root.commandLine()));
    Console.out().flush();
  }
}
