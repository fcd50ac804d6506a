package dev.codeintel.cli;

import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.TrialServer;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Parses what comes over standard input, and dies of what a parser crashes on: this program starts
 * itself so, to try files it suspects.
 */
@Command(
    name = TryParserCommand.NAME,
    hidden = true,
    description = "Parse files on trial; the program starts itself so.")
final class TryParserCommand implements Callable<Integer> {
  static final String NAME = TrialServer.COMMAND;

  @Mixin CommonOptions common;

  @Inject FactExtractor extractor;

  @Override
  public Integer call() {
    TrialServer.serve(System.in, Console.out(), extractor);
    return ExitCode.OK;
  }
}
