package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.codeintel.cli.Program.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds the program and a Java that can run it, and stays out of the way. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherIT {
  private static final Path LAUNCHER = Program.app().resolve("code-intel");

  private static final String HELLO =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n"
          + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
          + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":"
          + "\"find_symbol\",\"arguments\":{\"names\":[\"C1.c1m1\"]}}}\n";

  @TempDir Path folder;

  private Path tree;

  @BeforeAll
  static void thereIsALauncher() {
    assumeFalse(Program.isNative(), "the native executable needs no launcher");
  }

  @BeforeEach
  void makeTree() {
    tree = SourceTrees.generate(folder.resolve("tree"), 3);
  }

  @Test
  void runsFromAnyFolderThroughLinksAndBlanks() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("my tools"));
    Files.createSymbolicLink(bin.resolve("first"), copy().resolve("code-intel"));
    Path link = Files.createSymbolicLink(bin.resolve("code-intel"), Path.of("first"));
    Program program = Program.launched(folder, link);

    Result index = program.run(folder, "index", tree.toString());
    Result query = program.run(tree, "query", "find_symbol", "names=C1.c1m1");

    assertThat(index.code()).as(index.err()).isZero();
    assertThat(query.code()).as(query.err()).isZero();
    assertThat(query.out()).startsWith("{").contains("\"c1m1\"");
    assertThat(query.err()).isEmpty();
  }

  @Test
  void onlyAnswersGoToStandardOutput() throws IOException, InterruptedException {
    Program program = Program.launched(folder, LAUNCHER);
    assertThat(program.run(tree, "index").code()).isZero();

    assertThat(answers(program)).satisfiesExactly(LauncherIT::greets, LauncherIT::finds);
  }

  @Test
  void anArchiveOfNoUseIsIgnored() throws IOException, InterruptedException {
    Path archive = archive(copy());
    Program program = Program.launched(folder, archive.resolveSibling("code-intel"));
    assertThat(program.run(tree, "index").code()).isZero();

    Files.writeString(archive, "damaged");
    assertThat(answers(program)).satisfiesExactly(LauncherIT::greets, LauncherIT::finds);
  }

  @Test
  void startsWithTheClassesOfTheArchive() throws IOException {
    Path log = folder.resolve("classes");
    Program program =
        Program.launched(
            folder, LAUNCHER, Map.of("CODE_INTEL_JAVA_OPTS", "-Xlog:class+load:file=" + log));

    program.run(tree, "status");

    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("dev.codeintel.cli.Main "))
        .singleElement()
        .asString()
        .contains("shared objects file");
  }

  @Test
  void takesThePlaceOfTheShell() {
    try (StdioClient server = Program.launched(folder, LAUNCHER).serve(tree)) {
      assertThat(server.process().info().command()).get().asString().endsWith("java");
    }
  }

  @Test
  void aJavaThatIsTooOldIsRefused() throws IOException {
    for (String version : List.of("1.8.0_402", "11.0.2", "16")) {
      Path java = Files.createDirectories(folder.resolve(version).resolve("bin")).resolve("java");
      Files.writeString(java, "#!/bin/sh\n");
      assertThat(java.toFile().setExecutable(true)).isTrue();
      Files.writeString(
          folder.resolve(version).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");

      Result result = run(Map.of("JAVA_HOME", folder.resolve(version).toString()));

      assertThat(result.code()).isEqualTo(ExitCode.FAILURE);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .startsWith("code-intel: Java 17 or newer is needed")
          .contains(version)
          .contains("JAVA_HOME");
    }
  }

  @Test
  void aMissingJavaIsNamed() {
    Result noHome = run(Map.of("JAVA_HOME", folder.resolve("none").toString()));
    Result noPath = run(Map.of("JAVA_HOME", "", "PATH", folder.toString()));

    assertThat(noHome.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(noHome.err()).contains("JAVA_HOME is " + folder.resolve("none"));
    assertThat(noPath.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(noPath.err()).startsWith("code-intel: Java is missing");
  }

  private Result run(Map<String, String> environment) {
    return Program.launched(folder, LAUNCHER, environment).run(tree, "status");
  }

  private static Path archive(Path app) {
    String kind = Runtime.version().feature() >= 25 ? ".aot" : ".jsa";
    return app.resolve("startup-" + System.getProperty("java.version") + kind);
  }

  /** Returns a folder with a blank in its name that holds the package, without an archive. */
  private Path copy() throws IOException {
    Path app = Files.createDirectory(folder.resolve("the program"));
    for (String part : List.of("app", "lib", "quarkus")) {
      Files.createSymbolicLink(app.resolve(part), Program.app().resolve(part));
    }
    for (String file : List.of("quarkus-run.jar", "code-intel")) {
      Files.copy(Program.app().resolve(file), app.resolve(file));
    }
    return app;
  }

  /** Returns every line a server writes. */
  private List<String> answers(Program program) throws IOException, InterruptedException {
    Process server = program.startServer(tree);
    try (OutputStream in = server.getOutputStream()) {
      in.write(HELLO.getBytes(UTF_8));
    }
    String out = new String(server.getInputStream().readAllBytes(), UTF_8);
    assertThat(server.waitFor()).isZero();
    return out.lines().toList();
  }

  private static void greets(String line) {
    assertThat(line).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,").contains("serverInfo");
  }

  private static void finds(String line) {
    assertThat(line).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,").contains("c1m1");
  }
}
