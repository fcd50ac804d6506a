package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.ParserTrial.Verdict;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file ends a process once; thereafter it is known. */
final class CrashGuardTest {
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(new LanguageRegistry());
  private static final ParseOutcome CRASH =
      new ParseOutcome.NoFacts(SkipReason.PARSER_CRASH, "java");
  private static final ParseOutcome NOT_TRIED =
      new ParseOutcome.NoFacts(SkipReason.PARSER_NOT_TRIED, "java");
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final byte[] GOOD = "class A {}".getBytes(UTF_8);

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("parsing");
  }

  private ParseOutcome extract(ParserTrial trial, byte[] content) {
    try (CrashGuard guard = new CrashGuard(folder(), trial)) {
      return guard.extract(HASH, "java", "A.java", content, EXTRACTOR);
    }
  }

  private ParserTrial child() {
    return new ChildTrial(TrialMain.command(), Path.of("").toAbsolutePath(), Duration.ofMinutes(2));
  }

  /** Leaves what a process leaves that ends while it parses. */
  private void endWhileParsing(String content) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(TrialMain.command(folder().toString(), HASH, content))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(134);
    assertThat(folder()).isDirectoryContaining("glob:**.parsing");
  }

  @Test
  void whatEndedAProcessIsTriedInAnotherAndRemembered() throws Exception {
    endWhileParsing(TrialMain.DEADLY);

    assertThat(extract(child(), TrialMain.DEADLY.getBytes(UTF_8))).isEqualTo(CRASH);

    ParserTrials notAsked = ParserTrials.none();
    assertThat(extract(notAsked, TrialMain.DEADLY.getBytes(UTF_8))).isEqualTo(CRASH);
    assertThat(notAsked.runs()).isZero();
    assertThat(folder()).isDirectoryNotContaining("glob:**.parsing");
  }

  @Test
  void whatWasParsedWhenAProcessWasKilledIsParsedAgain() throws Exception {
    endWhileParsing(TrialMain.DEADLY);

    assertThat(extract(child(), GOOD)).isInstanceOf(ParseOutcome.Parsed.class);

    ParserTrials notAsked = ParserTrials.none();
    assertThat(extract(notAsked, GOOD)).isInstanceOf(ParseOutcome.Parsed.class);
    assertThat(notAsked.runs()).isZero();
  }

  @Test
  void whatSurvivesTrialsButNoProcessIsNotTriedForEver() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.createDirectories(folder());
      Files.writeString(folder().resolve(i + ".parsing"), HASH + "\n");
      assertThat(extract(new ParserTrials(Verdict.SURVIVED), GOOD))
          .isInstanceOf(ParseOutcome.Parsed.class);
    }
    Files.writeString(folder().resolve("last.parsing"), HASH + "\n");

    assertThat(extract(new ParserTrials(Verdict.SURVIVED), GOOD)).isEqualTo(CRASH);
  }

  @Test
  void whatCannotBeTriedIsLeftOutUntilItCan() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("a.parsing"), HASH + "\n");

    assertThat(extract(ParserTrials.none(), GOOD)).isEqualTo(NOT_TRIED);
    assertThat(extract(new ParserTrials(Verdict.SURVIVED), GOOD))
        .isInstanceOf(ParseOutcome.Parsed.class);
  }

  /** Ctrl-C goes to both processes; a process may lack what it needs. */
  @ParameterizedTest
  @ValueSource(strings = {TrialMain.STOPPED, TrialMain.UNLINKED})
  void aTrialThatEndedOtherwiseCondemnsNothing(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("a.parsing"), HASH + "\n");

    assertThat(extract(child(), content.getBytes(UTF_8))).isEqualTo(NOT_TRIED);

    assertThat(extract(new ParserTrials(Verdict.SURVIVED), GOOD))
        .isInstanceOf(ParseOutcome.Parsed.class);
  }

  @Test
  void whatALivingProcessParsesIsNoSuspect() throws Exception {
    CountDownLatch isParsing = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    FactExtractor slow =
        extractor(
            () -> {
              isParsing.countDown();
              try {
                assertThat(mayEnd.await(1, TimeUnit.MINUTES)).isTrue();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    CrashGuard busy = new CrashGuard(folder(), ParserTrials.none());
    Thread thread = new Thread(() -> busy.extract(HASH, "java", "A.java", GOOD, slow));
    thread.start();
    isParsing.await();
    ParserTrials notAsked = ParserTrials.none();

    assertThat(extract(notAsked, GOOD)).isInstanceOf(ParseOutcome.Parsed.class);

    assertThat(notAsked.runs()).isZero();
    mayEnd.countDown();
    thread.join();
    busy.close();
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNothing() throws IOException {
    Files.writeString(folder(), "a file");

    assertThat(extract(ParserTrials.none(), GOOD)).isInstanceOf(ParseOutcome.Parsed.class);
  }

  private static FactExtractor extractor(Runnable before) {
    return new FactExtractor() {
      @Override
      public String version() {
        return EXTRACTOR.version();
      }

      @Override
      public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
        return EXTRACTOR.languageVersion(path, utf8);
      }

      @Override
      public ParseOutcome extract(String path, byte[] utf8) {
        before.run();
        return EXTRACTOR.extract(path, utf8);
      }
    };
  }
}
