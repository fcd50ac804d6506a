package dev.codeintel.cli;

import dev.codeintel.catalog.ServedRepositories;
import dev.codeintel.indexing.IndexingService;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.transport.StdioStreams;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers MCP clients until told to stop. */
@Command(
    name = "serve",
    description = "Answer MCP clients over standard input and output, or over HTTP.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  code-intel serve --stdio                 the repository in the current folder",
      "  code-intel serve --http ~/src/a ~/src/b  at http://127.0.0.1:8080/mcp",
      "",
      "Folders are indexed in the background if need be, and watched."
    })
final class ServeCommand implements Callable<Integer> {

  /** Exactly one way in. */
  static final class Transport {
    @Option(names = "--stdio", required = true, description = "Serve one client; opens no port.")
    boolean stdio;

    @Option(names = "--http", required = true, description = "Serve over streamable HTTP at /mcp.")
    boolean http;
  }

  @Mixin CommonOptions common;

  @ArgGroup(multiplicity = "1")
  Transport transport = new Transport();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (default: 127.0.0.1).")
  String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default: 8080).")
  int port = 8080;

  @Option(
      names = "--all",
      description = "Answer for everything indexed in the data folder, not only for what is named.")
  boolean all;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Folders to serve (default with --stdio: the current one; with --http: all that is"
              + " indexed).")
  String[] paths = {};

  @Inject IndexingService indexing;

  @Inject ServedRepositories served;

  @Override
  public Integer call() {
    String[] followed = paths.length == 0 && transport.stdio ? new String[] {"."} : paths;
    try {
      for (String path : followed) {
        indexing.follow(path);
      }
    } catch (CodeIntelException e) {
      if (!transport.stdio) {
        throw e;
      }
      // A client that started us is better served by answers that say what is wrong.
      Console.err().println("code-intel: " + Console.safe(String.valueOf(e.getMessage())));
    } finally {
      served.markStarted();
      StdioStreams.open();
    }
    Quarkus.waitForExit();
    return ExitCode.OK;
  }
}
