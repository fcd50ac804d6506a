package dev.codeintel.cli;

import dev.codeintel.config.EarlySettings;
import dev.codeintel.duckdb.EngineLibrary;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.natives.Platform;
import dev.codeintel.transport.StdioStreams;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program. The command line is read twice: here, before anything is started, to answer help and
 * mistakes at once and to choose what to start; and again by the started application, whose
 * commands have what they need injected.
 */
@QuarkusMain
public final class Main {
  private static final String MEMORY_CACHE = "code-intel.cache.memory-size";
  private static final int MAX_LINE_BYTES = 4 << 20;

  private Main() {}

  public static void main(String... arguments) {
    ParseResult parsed;
    CommandLine plain = Commands.line(CommandLine.defaultFactory(), arguments);
    try {
      parsed = plain.parseArgs(arguments);
    } catch (ParameterException e) {
      System.exit(usage(e));
      return;
    }
    if (answersAlone(plain.getParseResult().asCommandLineList())) {
      return;
    }
    Optional<String> missing = Platform.here().missing().or(FileLimit::tooLow);
    if (missing.isPresent()) {
      Console.err().println("code-intel: " + missing.get() + ".");
      System.exit(ExitCode.FAILURE);
      return;
    }
    HomeFolder.ensure();
    EngineLibrary.preload(EarlySettings::nativeDirectory);
    configure(parsed);
    Quarkus.run(Application.class, (code, failure) -> end(code, failure), arguments);
  }

  private static boolean answersAlone(List<CommandLine> commands) {
    for (CommandLine command : commands) {
      if (command.isUsageHelpRequested()) {
        command.usage(Console.out());
        return true;
      }
      if (command.isVersionHelpRequested()) {
        command.printVersionHelp(Console.out());
        return true;
      }
      if (command.getCommand() instanceof CompletionCommand completion) {
        completion.run();
        return true;
      }
    }
    return false;
  }

  private static int usage(ParameterException e) {
    Console.err().println("code-intel: " + Console.safe(String.valueOf(e.getMessage())));
    Console.err()
        .println("Try 'code-intel " + path(e.getCommandLine()) + "--help' for how it is used.");
    return ExitCode.USAGE;
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  /** Chooses what is started by setting properties the start-up reads. */
  private static void configure(ParseResult root) {
    // No log line has it, and the first would ask the network for it.
    System.setProperty("jboss.host.name", "localhost");
    ParseResult command = root.hasSubcommand() ? root.subcommand() : root;
    Object object = command.commandSpec().userObject();
    CommonOptions common = common(object);
    CommonOptions above = ((RootCommand) root.commandSpec().userObject()).common;
    String dataDir = common.dataDir != null ? common.dataDir : above.dataDir;
    if (dataDir != null) {
      System.setProperty("code-intel.data-dir", dataDir);
    }
    if (common.verbose || above.verbose) {
      System.setProperty("quarkus.log.category.\"dev.codeintel\".level", "DEBUG");
      System.setProperty("quarkus.log.console.level", "DEBUG");
    }
    boolean isHttp = false;
    boolean isStdio = false;
    if (object instanceof ServeCommand serve) {
      System.setProperty("dev.codeintel.await-start", "true");
      if (serve.all) {
        System.setProperty("code-intel.catalog.others", "true");
      }
      isHttp = serve.transport.http;
      isStdio = serve.transport.stdio;
      if (isHttp) {
        System.setProperty("quarkus.http.host", serve.host);
        System.setProperty("quarkus.http.port", Integer.toString(serve.port));
      }
    }
    System.setProperty("quarkus.http.host-enabled", Boolean.toString(isHttp));
    System.setProperty("quarkus.mcp.server.stdio.enabled", Boolean.toString(isStdio));
    if (!isHttp && !(common.verbose || above.verbose)) {
      System.setProperty("quarkus.log.console.level", "WARN");
    }
    if (!isHttp && !isStdio && System.getProperty(MEMORY_CACHE) == null) {
      // A command that ends reads each entry once.
      System.setProperty(MEMORY_CACHE, "0");
    }
    if (isStdio) {
      StdioStreams streams = new StdioStreams(System.in, Console.out(), MAX_LINE_BYTES);
      System.setIn(streams.input());
      System.setOut(streams.output());
    }
  }

  private static CommonOptions common(Object command) {
    if (command instanceof ServeCommand serve) {
      return serve.common;
    }
    if (command instanceof IndexCommand index) {
      return index.common;
    }
    if (command instanceof QueryCommand query) {
      return query.common;
    }
    if (command instanceof StatusCommand status) {
      return status.common;
    }
    if (command instanceof TryParserCommand trial) {
      return trial.common;
    }
    return ((RootCommand) command).common;
  }

  private static void end(int code, @org.jspecify.annotations.Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure;
      while (cause.getCause() != null && !(cause instanceof CodeIntelException)) {
        cause = cause.getCause();
      }
      String message =
          cause.getMessage() == null
              ? "an internal error ended the program; please report what you ran"
              : cause.getMessage();
      Console.err().println("code-intel: " + Console.safe(FileLimit.helping(message)));
    }
    System.exit(failure != null ? ExitCode.FAILURE : code);
  }

  /** The started program: runs the command with its beans. */
  public static final class Application implements QuarkusApplication {

    @Inject IFactory factory;

    @Override
    public int run(String... arguments) {
      return Commands.line(factory, arguments)
          .setParameterExceptionHandler((e, unused) -> usage(e))
          .setExecutionExceptionHandler((e, command, unused) -> failed(e))
          .execute(arguments);
    }

    private static int failed(Exception e) {
      if (e instanceof CodeIntelException known) {
        String message = FileLimit.helping(String.valueOf(known.getMessage()));
        Console.err().println("code-intel: " + Console.safe(message));
        return ExitCode.of(known.code());
      }
      org.jboss.logging.Logger.getLogger(Main.class).error("The command failed", e);
      Console.err().println("code-intel: internal error; see the log above");
      return ExitCode.FAILURE;
    }
  }
}
