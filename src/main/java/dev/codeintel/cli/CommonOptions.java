package dev.codeintel.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command. */
final class CommonOptions {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where snapshots lie (default: ~/.cache/code-intel).")
  @Nullable String dataDir;

  @Option(names = "--verbose", description = "Log what is done to standard error.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
