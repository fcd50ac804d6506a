package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.hasGit;
import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.paths;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random trees and rules: our walk finds what git lists. */
class GitIgnoreAgainstGitTest {
  private static final int ROUNDS = 40;
  private static final int PATTERN_ROUNDS = 300;
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "a.py", "b.py", "x.log", "A", ".c", "a b", "[a]", "a#", "!a");
  private static final List<String> PATTERNS =
      List.of(
          "a",
          "b/",
          "/a",
          "/b/",
          "*.py",
          "*.log",
          "a/b",
          "a/*",
          "/a/*",
          "**/b",
          "a/**",
          "a/**/b",
          "!a",
          "!a/",
          "!*.py",
          "!/a/b",
          "!a/b/",
          "?",
          "[ab]",
          "[!a]",
          "[a-c].py",
          "\\!a",
          "\\[a\\]",
          "a\\#",
          "# a",
          "",
          "  ",
          "a b",
          "x.log ",
          "*",
          "!*/",
          "!.c",
          ".*",
          "/*",
          "**",
          "/**/a",
          "*/b",
          "a*",
          "*b",
          "ab/",
          "**/a/b",
          "!**/a.py");

  @TempDir Path temporary;

  @Test
  void findsWhatGitLists() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("test.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Path root = Files.createDirectory(temporary.toRealPath().resolve("r" + round));
      git(root, "init", "-q");
      fill(root, random, 3);
      if (random.nextBoolean()) {
        write(root, ".git/info/exclude", rules(random));
      }
      if (random.nextInt(3) == 0) {
        trackSome(root, random);
      }

      List<String> ours = paths(open(root, "exclude-dependencies", "false").walk());

      assertThat(ours)
          .as("seed %d round %d%n%s", seed, round, describe(root))
          .containsExactlyElementsOf(listed(root));
    }
  }

  /** Each pattern alone, made of whatever has a meaning. */
  @Test
  void everyPatternMeansWhatGitSays() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    Path root = Files.createDirectory(temporary.toRealPath().resolve("patterns"));
    git(root, "init", "-q");
    for (String path :
        List.of(
            "a", "ab", "abc", "b/a", "b/ab/c", "b/c/d/a", "c/b/a/b", "-", "]", "a]", "[", "\\",
            "a-b", "A", "7", "a b", "a ", "!", "#", "^", "ab.c", "d/**", "e/?", "e/\\*")) {
      write(root, path, "");
    }
    List<String> parts =
        List.of(
            "a",
            "b",
            "c",
            "*",
            "*",
            "**",
            "?",
            "/",
            "/",
            "[",
            "]",
            "[ab]",
            "[!a]",
            "[^b]",
            "[a-c]",
            "[]a]",
            "[]-]",
            "[a-]",
            "[[:digit:]]",
            "[[:upper:]x]",
            "[[:no:]]",
            "!",
            "\\",
            "-",
            " ",
            "#",
            ".",
            "^");
    for (int i = 0; i < PATTERN_ROUNDS; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        pattern.append(parts.get(random.nextInt(parts.size())));
      }
      write(root, ".gitignore", (random.nextInt(4) == 0 ? "*\n!" : "") + pattern + "\n");

      List<String> ours = paths(open(root, "exclude-dependencies", "false").walk());

      assertThat(ours)
          .as("seed %d: %s", seed, Files.readString(root.resolve(".gitignore")))
          .containsExactlyElementsOf(listed(root));
    }
  }

  private static void fill(Path folder, Random random, int depth) {
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        continue;
      }
      if (depth > 0 && random.nextBoolean()) {
        fill(folder.resolve(name), random, depth - 1);
        write(folder, name + "/z", "");
      } else {
        write(folder, name, "");
      }
    }
    if (random.nextInt(2) == 0) {
      write(folder, ".gitignore", rules(random));
    }
  }

  private static String rules(Random random) {
    StringBuilder rules = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      rules.append(PATTERNS.get(random.nextInt(PATTERNS.size()))).append('\n');
    }
    return rules.toString();
  }

  private static void trackSome(Path root, Random random) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(root.resolve(".git")))
          .sorted()
          .forEach(files::add);
    }
    for (Path file : files) {
      if (random.nextInt(6) == 0) {
        git(root, "--literal-pathspecs", "add", "-f", "--", root.relativize(file).toString());
      }
    }
  }

  private static List<String> listed(Path root) {
    String output =
        git(
            root,
            "-c",
            "core.excludesFile=/dev/null",
            "ls-files",
            "-z",
            "-co",
            "--exclude-standard");
    return Arrays.stream(output.split("\0"))
        .filter(path -> !path.isEmpty())
        .sorted()
        .distinct()
        .toList();
  }

  private static String describe(Path root) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(root)) {
      for (Path file :
          files.filter(f -> f.endsWith(".gitignore") || f.endsWith("exclude")).toList()) {
        all.append(root.relativize(file)).append(": ");
        all.append(Files.readString(file).replace("\n", " | ")).append('\n');
      }
    }
    return all.toString();
  }
}
