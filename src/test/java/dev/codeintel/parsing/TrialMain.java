package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A process of its own for tests, which a parser may end. */
public final class TrialMain {
  /** A file whose content begins so ends the process, as a parser's crash would. */
  static final String DEADLY = "// deadly";

  /** A file whose content begins so ends the process as Ctrl-C does. */
  static final String STOPPED = "// stopped";

  /** A file whose content begins so finds the process without what it needs. */
  static final String UNLINKED = "// unlinked";

  private static final int ABORTED = 134;
  private static final int INTERRUPTED = 130;

  private TrialMain() {}

  /** Returns what starts one. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=target/hs_err_%p.log"));
    // The optimised libraries, or with "bundled" those of the binding.
    command.add("-Dhostile.natives=" + System.getProperty("hostile.natives", "optimised"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrialMain.class.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Serves trials; or parses under a guard: folder, hash and content are given. */
  public static void main(String[] arguments) throws IOException {
    FactExtractor extractor = new Deadly();
    if (arguments.length == 0) {
      TrialServer.serve(System.in, System.out, extractor);
      return;
    }
    CrashGuard guard = new CrashGuard(Path.of(arguments[0]), ParserTrials.none());
    guard.extract(arguments[1], "java", "A.java", arguments[2].getBytes(UTF_8), extractor);
    guard.close();
  }

  /** The real extractor, and a content that ends the process. */
  private static final class Deadly implements FactExtractor {
    private final FactExtractor extractor =
        PackageExtractors.create(
            new LanguageRegistry(),
            Duration.ofSeconds(2),
            Natives.valueOf(
                System.getProperty("hostile.natives", "optimised").toUpperCase(Locale.ROOT)));

    @Override
    public String version() {
      return extractor.version();
    }

    @Override
    public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
      return extractor.languageVersion(path, utf8);
    }

    @Override
    public ParseOutcome extract(String path, byte[] utf8) {
      if (new String(utf8, UTF_8).startsWith(DEADLY)) {
        Runtime.getRuntime().halt(ABORTED);
      }
      if (new String(utf8, UTF_8).startsWith(STOPPED)) {
        Runtime.getRuntime().halt(INTERRUPTED);
      }
      if (new String(utf8, UTF_8).startsWith(UNLINKED)) {
        throw new UnsatisfiedLinkError("no library");
      }
      return extractor.extract(path, utf8);
    }
  }
}
