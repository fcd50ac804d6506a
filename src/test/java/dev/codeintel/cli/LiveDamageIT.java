package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.McpClient.ToolAnswer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages each kind of file below the data folder under a server that answers from it. No answer
 * may be wrong, and after a while all is as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveDamageIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Blocks of the engine; a file of which two are exchanged has right checksums and wrong content.
   */
  private static final int BLOCK = 256 * 1024;

  private static final int HEAD = 12 * 1024;

  private enum Way {
    EMPTY,
    CUT,
    GARBAGE,
    EXCHANGED,
    DELETED,
    FOLDER
  }

  private Path tree = Path.of("");
  private Program program;
  private StdioClient server;
  private int probes;

  @BeforeAll
  void start(@TempDir Path folder) {
    program = new Program(folder);
    tree = SourceTrees.generate(folder.resolve("tree"), 120);
    assertThat(program.run(tree, "index").code()).isZero();
    SourceTrees.write(tree, "src/p0/Second.java", "package p0;\nclass Second {}\n");
    assertThat(program.run(tree, "index").code()).isZero();
    server = program.serve(tree);
    awaitHealthy("at the start");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> damages() {
    List<Arguments> all = new ArrayList<>();
    Map<String, List<Way>> kinds =
        Map.ofEntries(
            Map.entry("repositories/*/*/*.duckdb", List.of(Way.values())),
            Map.entry("repositories/*/*/CURRENT", List.of(Way.values())),
            Map.entry(
                "repositories/*/*/about.properties", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED)),
            Map.entry("repositories/*/*/lock", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED)),
            Map.entry(
                "repositories/*/.ref", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED, Way.FOLDER)),
            Map.entry(
                "repositories/.stamp", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED, Way.FOLDER)),
            Map.entry(
                "repositories/*/*/search/segments_*", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED)),
            Map.entry(
                "repositories/*/*/search/*.cfs",
                List.of(Way.EMPTY, Way.CUT, Way.GARBAGE, Way.DELETED)),
            Map.entry("repositories/*/*/search/*.si", List.of(Way.EMPTY, Way.GARBAGE, Way.DELETED)),
            Map.entry("repositories/*/*/search", List.of(Way.DELETED)),
            Map.entry("repositories/*/*", List.of(Way.DELETED)),
            Map.entry("repositories", List.of(Way.DELETED)),
            Map.entry(
                "cache/*/facts-*",
                List.of(Way.EMPTY, Way.CUT, Way.GARBAGE, Way.DELETED, Way.FOLDER)),
            Map.entry("cache", List.of(Way.DELETED)));
    kinds.forEach((glob, ways) -> ways.forEach(way -> all.add(Arguments.of(glob, way))));
    all.sort(Comparator.comparing(each -> each.get()[0] + " " + each.get()[1]));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("damages")
  void damageIsHealedOrSaid(String glob, Way way) throws IOException {
    List<Path> files = files(glob);
    assertThat(files).as("there are files like %s", glob).isNotEmpty();
    for (Path file : files) {
      damage(file, way);
    }
    long start = System.nanoTime();
    // An update reads what a question does not.
    probes++;
    SourceTrees.write(
        tree,
        "src/p0/Probe%d.java".formatted(probes),
        "package p0;\nclass Probe%d { int ask(C0 c) { return c.c0m0(1, null); } }\n"
            .formatted(probes));

    awaitHealthy(glob + " " + way.name().toLowerCase(Locale.ROOT));

    System.err.printf(
        Locale.ROOT, "%s %s: healed in %.1f s%n", glob, way, (System.nanoTime() - start) / 1e9);
  }

  private void awaitHealthy(String what) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              for (ToolAnswer answer : answers()) {
                assertThat(answer.text()).as(what).contains("completeness=complete");
              }
              assertThat(server.find("Probe" + probes).names().size())
                  .isEqualTo(probes == 0 ? 0 : 1);
              ToolAnswer status = server.call("index_status", Map.of());
              assertThat(status.structured().path("hits").path(0).path("state").asText())
                  .as(what)
                  .isEqualTo("indexed");
            });
  }

  /** Returns the answers to some questions, of which none may be wrong. */
  private List<ToolAnswer> answers() {
    List<ToolAnswer> answers = new ArrayList<>();
    answers.add(checked("c7m3", server.find("C7.c7m3")));
    answers.add(
        checked(
            "c6m2", server.call("find_references", Map.of("symbol", "C7.c7m3", "role", "call"))));
    answers.add(
        checked(
            "c7m3",
            server.call(
                "search_code", Map.of("queries", "c7m3", "limit", 500, "max_tokens", 20_000))));
    answers.add(
        checked(
            "",
            server.call(
                "search_code", Map.of("queries", "int c7m3(", "mode", "text", "limit", 1_000))));
    answers.add(checked("C7", server.call("outline", Map.of("path", "src/p7/C7.java"))));
    return answers;
  }

  /** An answer that says that it has everything must have what there is. */
  private static ToolAnswer checked(String name, ToolAnswer answer) {
    if (!answer.isError() && answer.text().contains("completeness=complete")) {
      assertThat(answer.structured().path("hits")).as(answer.text()).isNotEmpty();
      if (!name.isEmpty()) {
        assertThat(answer.names()).as(answer.text()).contains(name);
      }
    }
    assertThat(answer.text()).doesNotContain("Internal error");
    return answer;
  }

  private List<Path> files(String glob) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    Path data = program.data();
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(file -> matcher.matches(data.relativize(file)))
          .filter(file -> isOfKind(glob, file))
          .toList();
    }
  }

  private static boolean isOfKind(String glob, Path file) {
    boolean isFolder = glob.endsWith("/search") || glob.endsWith("/*") || !glob.contains("/");
    return Files.isDirectory(file) == (isFolder || glob.equals("repositories"));
  }

  private static void damage(Path file, Way way) throws IOException {
    switch (way) {
      case EMPTY -> write(file, new byte[0]);
      case CUT -> cut(file);
      case GARBAGE -> write(file, garbage((int) Math.min(Files.size(file), 1 << 20)));
      case EXCHANGED -> exchange(file);
      case DELETED -> delete(file);
      case FOLDER -> {
        delete(file);
        Files.createDirectory(file);
      }
    }
  }

  /** In place, as a failing disk does it: whoever has the file open sees it. */
  private static void write(Path file, byte[] content) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.write(content);
      open.setLength(content.length == 0 ? 0 : open.length());
    }
  }

  private static byte[] garbage(int size) {
    byte[] bytes = new byte[Math.max(16, size)];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static void cut(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() / 3);
    }
  }

  private static void exchange(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      int blocks = (int) ((open.length() - HEAD) / BLOCK);
      byte[] first = new byte[BLOCK];
      byte[] other = new byte[BLOCK];
      for (int i = 0; i + 1 < blocks; i += 2) {
        open.seek(HEAD + (long) i * BLOCK);
        open.readFully(first);
        open.readFully(other);
        open.seek(HEAD + (long) i * BLOCK);
        open.write(other);
        open.write(first);
      }
    }
  }

  private static void delete(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
      return;
    }
    try (Stream<Path> all = Files.walk(file)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
