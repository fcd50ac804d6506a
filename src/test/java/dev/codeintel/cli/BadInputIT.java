package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.codeintel.cli.McpClient.ToolAnswer;
import dev.codeintel.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong, the program says what, says what to do, and keeps what it had. */
final class BadInputIT {

  @TempDir Path folder;

  private Program program;
  private Path tree;

  @BeforeEach
  void makeTree() {
    program = new Program(folder);
    tree = SourceTrees.generate(folder.resolve("tree"), 5);
    SourceTrees.write(tree, "src/Twice.java", "class One { void twice() {} }");
    SourceTrees.write(tree, "src/Other.java", "class Two { void twice() {} }");
  }

  @Test
  void whatIsNoRepositoryIsRefused() {
    Result missing = program.run(tree, "index", "no/such/folder");
    Result file = program.run(tree, "index", "src/Twice.java");
    Result option = program.run(tree, "index", "--no-such-option");

    assertThat(missing.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(missing.err()).contains("no/such/folder");
    assertThat(file.code()).isEqualTo(ExitCode.USAGE);
    assertThat(file.err()).contains("Twice.java").contains("folder");
    assertThat(option.code()).isEqualTo(ExitCode.USAGE);
    assertThat(option.err()).contains("--no-such-option").contains("--help");
  }

  @Test
  void completionKnowsTheCommands() {
    Result result = program.run(tree, "completion");

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("_complete_code-intel").contains("serve").contains("--http");
  }

  @Test
  void nothingIndexedSaysHowToIndex() {
    Result result = program.run(tree, "query", "find_symbol", "names=C1");

    assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(result.err()).contains("code-intel index");
  }

  @Test
  void badArgumentsAreExplained() {
    assertThat(program.run(tree, "index").code()).isZero();
    try (StdioClient server = program.serve(tree)) {
      ToolAnswer unknown =
          server.call("find_symbol", Map.of("names", List.of("C1"), "pathglob", "*"));
      ToolAnswer nobody = server.call("find_references", Map.of("symbol", "C1.c1m77"));
      ToolAnswer several = server.call("find_references", Map.of("symbol", "twice"));
      ToolAnswer negative = server.call("trace", Map.of("from", "C1.c1m1", "limit", -3));
      ToolAnswer broken =
          server.call("find_symbol", Map.of("names", List.of("C1"), "cursor", "AAAA"));

      assertThat(unknown.isError()).isTrue();
      assertThat(unknown.text()).contains("pathglob").contains("path_glob");
      assertThat(nobody.isError()).isTrue();
      assertThat(nobody.text()).contains("c1m77").contains("did you mean");
      assertThat(several.text()).contains("One.twice").contains("Two.twice");
      assertThat(several.text()).contains("ambiguous");
      assertThat(negative.isError()).isTrue();
      assertThat(negative.text()).contains("limit").contains("-3");
      assertThat(broken.isError()).isTrue();
      assertThat(broken.text()).contains("without cursor");
    }
  }

  @Test
  void cursorOfAnOlderSnapshotIsRefused() {
    assertThat(program.run(tree, "index").code()).isZero();
    try (StdioClient server = program.serve(tree)) {
      Map<String, Object> question = Map.of("path", "src/p1/C1.java", "max_tokens", 200);
      String cursor = server.call("outline", question).structured().path("next").asText();
      assertThat(cursor).isNotEmpty();
      assertThat(program.run(tree, "index", "--force").code()).isZero();

      ToolAnswer next =
          server.call(
              "outline", Map.of("path", "src/p1/C1.java", "max_tokens", 200, "cursor", cursor));

      assertThat(next.isError()).isTrue();
      assertThat(next.text()).contains("older snapshot").contains("ask again without cursor");
    }
  }

  @Test
  void damagedSnapshotGivesWayToTheOneBefore() throws IOException {
    assertThat(program.run(tree, "index").code()).isZero();
    assertThat(program.run(tree, "index", "--force").code()).isZero();
    Path newest = Files.readAllLines(current()).stream().map(this::snapshot).toList().get(0);
    Files.write(newest, new byte[(int) Files.size(newest)]);

    Result before = program.run(tree, "query", "find_symbol", "names=C1.c1m1");
    Files.write(current(), "garbage\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Result none = program.run(tree, "query", "find_symbol", "names=C1.c1m1");
    Result again = program.run(tree, "index");
    Result after = program.run(tree, "query", "find_symbol", "names=C1.c1m1");

    assertThat(before.code()).as(before.err()).isZero();
    assertThat(before.out()).contains("c1m1");
    assertThat(none.code()).isNotZero();
    assertThat(none.err()).contains("ndex");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(after.code()).as(after.err()).isZero();
  }

  @Test
  void runningServerOutlivesADamagedIndex() throws IOException {
    assertThat(program.run(tree, "index").code()).isZero();
    try (StdioClient server = program.serve(tree)) {
      assertThat(server.find("C1.c1m1").names()).contains("c1m1");
      Files.writeString(current(), "");

      assertThat(server.find("C1.c1m1").names()).contains("c1m1");
    }
  }

  @Test
  void fullDiskKeepsTheLastSnapshot() throws IOException {
    Files.createDirectories(program.data());
    assumeTrue(
        mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", program.data().toString()),
        "a small file system cannot be mounted here");
    try {
      assertThat(program.run(tree, "index").code()).isZero();
      SourceTrees.generate(tree, 200);
      long used = Files.size(snapshot(Files.readAllLines(current()).get(0)));
      resize(used / 1024 + 700);

      Result full = program.run(tree, "index");
      Result query = program.run(tree, "query", "find_symbol", "names=C1.c1m1");
      resize(64 << 10);
      Result next = program.run(tree, "index");

      assertThat(full.code()).as(full.out() + full.err()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(full.err()).contains("the disk is full").doesNotContain("\tat ");
      assertThat(query.code()).as(query.err()).isZero();
      assertThat(query.out()).contains("c1m1");
      assertThat(next.code()).as(next.err()).isZero();
    } finally {
      run("umount", program.data().toString());
    }
  }

  private void resize(long kilobytes) throws IOException {
    mount("-o", "remount,size=" + kilobytes + "k", program.data().toString());
  }

  private static boolean mount(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    return Program.ends(process, 10_000) && process.exitValue() == 0;
  }

  @Test
  void strangeFilesAreCountedOrIndexed() throws IOException {
    SourceTrees.write(tree, "long.js", "var a=1;".repeat(10 << 17));
    SourceTrees.write(tree, "longer.js", "var a=1;".repeat(11 << 17));
    SourceTrees.write(
        tree, "deep.py", "def deep():\n    return " + "(".repeat(5_000) + ")".repeat(5_000) + "\n");
    SourceTrees.write(tree, "nul.java", "class Nul { void \0 () {} void after() {} }");

    Result result = program.run(tree, "index");
    Result query = program.run(tree, "query", "find_symbol", "names=C1.c1m1", "names=deep");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("1 too_large")
        .contains("1 minified")
        .contains("1 syntax_errors");
    assertThat(query.code()).as(query.err()).isZero();
    assertThat(query.out()).contains("c1m1").contains("\"deep\"");
  }

  private Path current() throws IOException {
    try (Stream<Path> files = Files.walk(program.data())) {
      return files.filter(file -> file.endsWith("CURRENT")).findFirst().orElseThrow();
    }
  }

  private Path snapshot(String line) {
    try {
      return current().resolveSibling(line.substring(0, line.indexOf(' ')));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
