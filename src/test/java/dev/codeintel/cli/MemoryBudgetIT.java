package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that no JVM can keep makes an index run slower, and changes nothing of its result. */
final class MemoryBudgetIT {
  private static final int FILES = 300;

  @TempDir Path temporary;

  @Test
  void indexesTheSameUnderATinyBudget() throws IOException {
    Path tree = Files.createDirectories(temporary.resolve("tree"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(
          tree.resolve("C" + i + ".java"),
          "class C" + i + " { int a() { return new C" + (i + 1) % FILES + "().a(); } }\n");
    }
    Path free = Files.createDirectories(temporary.resolve("free"));
    Path tight = Files.createDirectories(temporary.resolve("tight"));
    Path config = Files.createDirectories(tight.resolve("config"));
    Files.writeString(config.resolve("application.properties"), "code-intel.memory.budget=32M\n");

    String expected = counts(free, tree);
    String counts = counts(tight, tree);

    assertThat(counts).isEqualTo(expected).contains(FILES + " files: " + FILES + " with symbols");
  }

  private String counts(Path folder, Path tree) {
    Program.Result result = new Program(folder).run(folder, "index", "--verbose", tree.toString());
    assertThat(result.code()).as(result.err()).isZero();
    if (folder.endsWith("tight")) {
      assertThat(result.err()).contains("10 files ahead");
    }
    return result.out().lines().skip(1).reduce("", (a, b) -> a + "\n" + b);
  }
}
