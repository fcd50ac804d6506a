package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cli.Program.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that have to be files are unpacked once, whoever else does so and whatever happens. */
@EnabledOnOs(OS.LINUX)
final class UnpackedLibrariesIT {
  private static final int PROCESSES = 4;
  private static final int KILLS = 6;

  @TempDir Path folder;

  private Path natives;
  private Path tree;

  @BeforeEach
  void makeTree() {
    natives = folder.resolve("natives");
    tree = SourceTrees.generate(folder.resolve("tree"), 3);
  }

  @Test
  void processesThatStartTogetherAllGetThem() throws IOException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      Path home = Files.createDirectory(folder.resolve("home" + i));
      processes.add(new Program(home, natives).start(tree, "index"));
    }
    for (Process process : processes) {
      assertThat(Program.ends(process, 120_000)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    assertThat(leftovers()).isEmpty();
  }

  @Test
  void killedOnesLeaveNothingThatHarms() throws IOException {
    int interrupted = 0;
    for (int i = 0; i < KILLS; i++) {
      natives = folder.resolve("natives" + i);
      Process process =
          new Program(Files.createDirectory(folder.resolve("home" + i)), natives)
              .start(tree, "index");
      await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(this::begins);
      process.destroyForcibly();
      assertThat(Program.ends(process, 10_000)).isTrue();
      interrupted += leftovers().isEmpty() ? 0 : 1;
    }
    assertThat(interrupted).as("runs killed while they unpacked").isPositive();
    Program program = new Program(folder, natives);

    Result index = program.run(tree, "index", "--force");
    Result query = program.run(tree, "query", "find_symbol", "names=C1.c1m1");

    assertThat(index.code()).as(index.err()).isZero();
    assertThat(query.out()).as(query.err()).contains("c1m1");
  }

  @Test
  void damagedOnesAreReplaced() throws IOException {
    Program program = new Program(folder, natives);
    assertThat(program.run(tree, "index").code()).isZero();
    List<Path> libraries = libraries();
    assertThat(libraries).isNotEmpty();
    for (Path library : libraries) {
      byte[] bytes = new byte[(int) Files.size(library)];
      Files.delete(library);
      Files.write(library, bytes);
    }

    SourceTrees.write(tree, "src/Parsed.java", "class Parsed {}\n");
    Result again = program.run(tree, "index");

    assertThat(again.code()).as(again.err()).isZero();
    for (Path library : libraries) {
      try (InputStream in = Files.newInputStream(library)) {
        assertThat(in.readNBytes(4)).as("%s", library).containsExactly(0x7f, 'E', 'L', 'F');
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsDoneWithout() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    Program program = new Program(folder, file.resolve("natives"));

    Result index = program.run(tree, "index");
    Result query = program.run(tree, "query", "find_symbol", "names=C1.c1m1");

    assertThat(index.code()).as(index.err()).isZero();
    assertThat(query.out()).as(query.err()).contains("c1m1");
  }

  private boolean begins() throws IOException {
    return Files.exists(natives) && !(leftovers().isEmpty() && libraries().isEmpty());
  }

  private List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.walk(natives)) {
      return files.filter(file -> file.toString().endsWith(".so")).toList();
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(natives)) {
      return files.filter(file -> file.getFileName().toString().startsWith("unpacking-")).toList();
    }
  }
}
