package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.parsing.HostileSources;
import dev.codeintel.parsing.HostileSources.Nest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tree in which everything nests that can, in every language: it is indexed and served, each file
 * with an outcome, and a healthy file beside them is found. {@code -Dhostile.nests} makes the tree
 * of all that nests at all depths instead of some.
 */
final class NestedSourcesIT {
  private static final boolean IS_ALL = Boolean.getBoolean("hostile.nests");
  private static final int[] DEPTHS = {1_100, 5_000, 50_000};
  private static final Pattern FILES =
      Pattern.compile("(\\d+) files: (\\d+) with symbols, (\\d+) as text only, (\\d+) left out");

  @TempDir Path folder;

  @Test
  void everyLanguageNestsWithoutHarm() {
    Path tree = folder.resolve("tree");
    int made = 1 + write(tree);
    SourceTrees.write(tree, "Healthy.java", "class Healthy { void canarySings() {} }\n");
    Program program =
        new Program(folder).with(List.of("-Dcode-intel.parsing.file-time-limit=500ms"));

    Program.Result index = program.run(tree, "index");

    assertThat(index.code()).as(index.err()).isZero();
    Matcher files = FILES.matcher(index.out());
    assertThat(files.find()).as(index.out()).isTrue();
    assertThat(Integer.parseInt(files.group(1))).isEqualTo(made);
    assertThat(index.out()).doesNotContain("parser_crash").doesNotContain("unreadable");
    try (StdioClient server = program.serve(tree)) {
      assertThat(server.find("canarySings").names()).containsExactly("canarySings");
      assertThat(server.call("index_status", Map.of()).isError()).isFalse();
    }
  }

  /** Writes the tree; returns how many files. */
  private static int write(Path tree) {
    int files = 0;
    for (String language : HostileSources.languages()) {
      List<Nest> nests = HostileSources.nests(language);
      for (int i = 0; i < nests.size(); i++) {
        for (int depth : DEPTHS) {
          // What is a language's own comes last; there is time for one of the deepest.
          boolean isWanted = depth == DEPTHS[0] || i >= nests.size() - (depth == DEPTHS[1] ? 2 : 1);
          if (IS_ALL || isWanted) {
            Nest nest = nests.get(i);
            SourceTrees.write(tree, path(language, nest, depth), text(language, nest, depth));
            files++;
          }
        }
      }
      String indented = HostileSources.indented("if a:", " ", DEPTHS[0], "x = 'a'");
      SourceTrees.write(tree, language + "/Indented." + HostileSources.ending(language), indented);
      files++;
    }
    return files;
  }

  private static String path(String language, Nest nest, int depth) {
    return "%s/%s%d.%s".formatted(language, nest.name(), depth, HostileSources.ending(language));
  }

  /** Lines are kept short: machine-made code on long ones is not parsed. */
  private static String text(String language, Nest nest, int depth) {
    StringBuilder text = new StringBuilder(HostileSources.start(language));
    for (int i = 0; i < depth; i++) {
      text.append(nest.open()).append(i % 20 == 19 ? "\n" : "");
    }
    text.append(nest.inside());
    for (int i = 0; i < depth; i++) {
      text.append(nest.close()).append(i % 20 == 19 ? "\n" : "");
    }
    return text.append('\n').toString();
  }
}
