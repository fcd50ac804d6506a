package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a parser crashes on costs itself, not the program. */
final class ParserCrashIT {
  private static final int DEPTH = 1_100;
  private static final String DEADLY =
      "val a = " + "\"${\n".repeat(DEPTH) + "a" + "}\"\n".repeat(DEPTH);

  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void makeTree() {
    tree = folder.resolve("tree");
    SourceTrees.write(tree, "Healthy.kt", "class Healthy { fun canarySings() {} }\n");
    SourceTrees.write(tree, "Deep.kt", DEADLY);
  }

  @Test
  void ourOwnParserDoesNotCrash() {
    Program program = new Program(folder);

    Program.Result index = program.run(tree, "index");

    assertThat(index.code()).as(index.err()).isZero();
    assertThat(index.out()).doesNotContain("parser_crash");
  }

  /** The bundled libraries have scanners that end the process, in another process. */
  @Test
  void aFileThatEndsAParserIsLeftOutForAReason() {
    assumeFalse(Program.isNative(), "the executable has no bundled libraries");
    Program program = new Program(folder).with(List.of("-Dcode-intel.parsing.natives=bundled"));

    Program.Result index = program.run(tree, "index");
    assertThat(index.code()).as(index.err()).isZero();
    assertThat(index.out()).contains("1 parser_crash");

    Program.Result again = program.run(tree, "index", "--force");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("1 parser_crash");

    try (StdioClient server = program.serve(tree)) {
      assertThat(server.find("canarySings").names()).containsExactly("canarySings");
      assertThat(server.call("index_status", Map.of()).text()).contains("parser_crash");
    }
    assertThat(tree).isDirectoryNotContaining("glob:**.log");
  }
}
