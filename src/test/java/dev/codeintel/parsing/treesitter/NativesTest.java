package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.SkipReason;
import dev.codeintel.natives.NativeFolder;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The optimised native libraries find what the bundled ones find, and loading them does not fail
 * for what may happen to a folder. {@code -Dtrees=DIR[,DIR]} compares on more trees.
 */
final class NativesTest {
  private static final List<String> RESOURCES =
      List.of("src/test/resources/languages", "src/test/resources/repositories", "src/main/java");
  private static final String WARNING = "parsing is slower";

  @TempDir Path folder;

  private int runs;

  @BeforeAll
  static void thisPlatformHasOptimisedNatives() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(NativeLibrary.ofThisPlatform().isPresent());
  }

  @Test
  void bothFindTheSameFacts() throws Exception {
    List<String> trees = new ArrayList<>(RESOURCES);
    String more = System.getProperty("trees", "");
    Stream.of(more.split(",")).filter(tree -> !tree.isEmpty()).forEach(trees::add);

    Run optimised = run(Natives.OPTIMISED, folder.resolve("native"), trees, List.of());
    Run bundled = run(Natives.BUNDLED, folder.resolve("native"), trees, List.of());

    assertThat(optimised.natives()).isEqualTo("OPTIMISED");
    assertThat(bundled.natives()).isEqualTo("BUNDLED");
    assertThat(optimised.digests()).hasSizeGreaterThan(100).isEqualTo(bundled.digests());
    System.out.println("equal facts of " + optimised.digests().size() + " files");
  }

  @Test
  void theBundledLibrariesAreNeitherUnpackedNorLoaded() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));

    Run run =
        run(
            Natives.OPTIMISED,
            folder.resolve("native"),
            RESOURCES.subList(0, 1),
            List.of("-Djava.io.tmpdir=" + temporary));

    assertThat(run.natives()).isEqualTo("OPTIMISED");
    assertThat(temporary).isEmptyDirectory();
    if (Files.exists(Path.of("/proc/self/maps"))) {
      assertThat(run.mapped()).containsOnlyOnce(".so").contains(folder.toString());
    }
  }

  @Test
  void processesThatStartTogetherShareOneFile() throws Exception {
    Path shared = folder.resolve("native");
    List<Process> started = new ArrayList<>();
    List<Path> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path result = folder.resolve("result-" + i);
      results.add(result);
      started.add(
          start(Natives.OPTIMISED, shared, result, List.of(), List.of(), folder.resolve("e" + i)));
    }
    for (Process each : started) {
      await(each);
    }

    for (Path result : results) {
      assertThat(Files.readAllLines(result).get(0)).isEqualTo("OPTIMISED");
    }
    assertThat(filesIn(shared))
        .filteredOn(file -> !file.toString().endsWith(".compared"))
        .hasSize(1);
  }

  @Test
  void aFolderThatCannotBeMadeIsNoReasonToBeSlow() throws Exception {
    Path taken = Files.writeString(folder.resolve("file"), "");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));

    Run run =
        run(
            Natives.OPTIMISED,
            taken,
            RESOURCES.subList(0, 1),
            List.of("-Djava.io.tmpdir=" + temporary));

    assertThat(run.natives()).isEqualTo("OPTIMISED");
    assertThat(run.log()).doesNotContain(WARNING);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anotherPlatformIsServedByTheBundledOnesWithOneWarning() throws Exception {
    Path none = Files.createDirectories(folder.resolve("classes/native"));
    Files.writeString(none.resolve("libraries.properties"), "");

    Run run =
        run(
            Natives.OPTIMISED,
            folder.resolve("native"),
            RESOURCES.subList(0, 1),
            List.of("-Dtest.classes=" + none.getParent()));

    assertThat(run.natives()).isEqualTo("BUNDLED");
    assertThat(run.log()).containsOnlyOnce(WARNING);
    assertThat(run.digests()).isNotEmpty();
  }

  @Test
  void everyPlatformThatIsPackedIsFound() throws IOException {
    for (String[] platform :
        new String[][] {
          {"Linux", "amd64", "linux-x86_64"},
          {"Linux", "aarch64", "linux-aarch64"},
          {"Mac OS X", "aarch64", "macos-aarch64"},
          {"Mac OS X", "x86_64", "macos-x86_64"},
          {"Windows 11", "amd64", "windows-x86_64"},
        }) {
      NativeLibrary library = NativeLibrary.of(platform[0], platform[1]).orElseThrow();

      assertThat(library.platform()).isEqualTo(platform[2]);
      // Unpacking compares size and checksum.
      assertThat(new NativeFolder(folder).folderOf(library)).isDirectory();
    }
    assertThat(NativeLibrary.of("Linux", "riscv64")).isEmpty();
    assertThat(NativeLibrary.of("FreeBSD", "amd64")).isEmpty();
  }

  @Test
  void oneFileTakesNoMoreThanItsTime() {
    Natives natives = TestNatives.load();
    TreeSitterExtractor extractor =
        new TreeSitterExtractor(new LanguageRegistry(), Duration.ofMillis(20), () -> natives);
    byte[] small = "class A {}".getBytes(StandardCharsets.UTF_8);
    byte[] large = "class A { int a = b + c; }\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    extractor.extract("A.java", small);

    ParseOutcome outcome = extractor.extract("A.java", large);

    assertThat(natives).isEqualTo(Natives.OPTIMISED);
    assertThat(outcome).isEqualTo(new ParseOutcome.NoFacts(SkipReason.PARSE_TIMEOUT, "java"));
    assertThat(extractor.extract("A.java", small)).isInstanceOf(ParseOutcome.Parsed.class);
  }

  @Test
  void moreOpenMatchesThanTreeSitterCanNumberDamageNothing() {
    Natives natives = TestNatives.load();
    TreeSitterExtractor extractor =
        new TreeSitterExtractor(new LanguageRegistry(), Duration.ofSeconds(3), () -> natives);
    for (String nest : List.of("a.b(", "f(", "a{", "[")) {
      byte[] deep = nest.repeat(70_000).getBytes(StandardCharsets.UTF_8);
      for (String name : List.of("A.java", "a.js", "a.c", "a.py")) {
        assertThat(extractor.extract(name, deep)).isNotNull();
      }
    }
  }

  private record Run(String natives, String mapped, List<String> digests, String log) {}

  private Run run(Natives natives, Path unpackTo, List<String> trees, List<String> options)
      throws Exception {
    Path result = folder.resolve("result-" + ++runs + ".txt");
    Path log = folder.resolve("log-" + runs + ".txt");
    await(start(natives, unpackTo, result, trees, options, log));
    String logged = Files.readString(log);
    assertThat(result).as(logged).exists();
    List<String> lines = Files.readAllLines(result);
    return new Run(lines.get(0), lines.get(1), lines.subList(2, lines.size()), logged);
  }

  private static Process start(
      Natives natives,
      Path unpackTo,
      Path result,
      List<String> trees,
      List<String> options,
      Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xss16m"));
    String classes = System.getProperty("java.class.path");
    for (String option : options) {
      if (option.startsWith("-Dtest.classes=")) {
        classes =
            option.substring(option.indexOf('=') + 1)
                + System.getProperty("path.separator")
                + classes;
      } else {
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", classes, FactDigests.class.getName()));
    command.addAll(List.of(natives.name(), unpackTo.toString(), result.toString()));
    command.addAll(trees);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void await(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.MINUTES)).isTrue();
  }

  private static List<Path> filesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
