package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.model.SkipReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole tree made to break a walk: it ends, and every entry has an outcome. */
class HostileTreeTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.toRealPath().resolve("hostile"));
  }

  /** Reads everything the walk found; outcomes by path: an encoding or the reason of a skip. */
  private Map<String, String> outcomes() {
    SourceRepository repository = open(root);
    SourceTree tree = repository.walk();
    Map<String, String> outcomes = new TreeMap<>();
    for (SkippedFile skipped : tree.skipped()) {
      outcomes.put(skipped.path(), skipped.reason().label());
    }
    for (SourceFile file : tree.files()) {
      FileContent content = repository.read(file);
      boolean isText = content instanceof FileContent.Text;
      outcomes.put(
          file.path(),
          isText
              ? ((FileContent.Text) content).encoding()
              : ((FileContent.Skipped) content).reason().label());
    }
    return outcomes;
  }

  @Test
  @Timeout(60)
  void everyEntryHasAnOutcome() throws IOException {
    byte[] random = new byte[200_000];
    new Random(1).nextBytes(random);
    write(root, "bad/Garbage.java", random);
    write(root, "bad/Empty.java", "");
    write(root, "bad/Spaces.py", " \n\t\n".repeat(1000));
    write(root, "deep/Parens.java", "class P { int x = " + "(".repeat(20_000) + ")".repeat(20_000));
    write(root, "long/OneLine.js", "var a=1;".repeat(250_000));
    write(root, "long/Comment.java", "/*" + "x".repeat(5_000_000) + "*/ class A {\n}\n");
    write(root, "long/Lines.go", "package h\n" + "\n".repeat(500_000) + "func MarkLate() {}\n");
    write(root, "big/min.js", "a".repeat(11 * 1024 * 1024));
    write(root, "inject/I.py", "\"\"\"\u001b[2J\u001b]0;owned\u0007\"\"\"\n");
    write(root, "gitlike/.git/HEAD", "ref: refs/heads/x\n");
    write(root, "gitlike/.gitignore", "*\n!keep.py\n");
    write(root, "gitlike/keep.py", "x = 1\n");
    write(root, "sub/.git", "gitdir: ../../nowhere\n");
    write(root, "sub/Sub.java", "class Sub {}\n");
    Files.createDirectories(root.resolve("fs/Dir.java"));
    Files.createSymbolicLink(root.resolve("fs/zero.py"), Path.of("/dev/zero"));
    Files.createSymbolicLink(root.resolve("fs/environ.py"), Path.of("/proc/self/environ"));
    Files.createSymbolicLink(root.resolve("fs/etc"), Path.of("/etc"));

    assertThat(outcomes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("bad/Garbage.java", "binary"),
                Map.entry("bad/Empty.java", "utf-8"),
                Map.entry("bad/Spaces.py", "utf-8"),
                Map.entry("deep/Parens.java", "utf-8"),
                Map.entry("long/OneLine.js", "minified"),
                Map.entry("long/Comment.java", "utf-8"),
                Map.entry("long/Lines.go", "utf-8"),
                Map.entry("big/min.js", "too_large"),
                Map.entry("inject/I.py", "utf-8"),
                Map.entry("gitlike/.gitignore", "gitignored"),
                Map.entry("gitlike/keep.py", "utf-8"),
                Map.entry("sub/Sub.java", "utf-8"),
                Map.entry("fs/zero.py", "symlink_outside"),
                Map.entry("fs/environ.py", "symlink_outside"),
                Map.entry("fs/etc", "symlink_outside")));
  }

  @Test
  @Timeout(60)
  void survivesFilesThatComeAndGo() throws Exception {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("test.seed=" + seed);
    write(root, "vanish/start.py", "x = 1\n");
    write(temporary, "secret.txt", "secret");
    Thread vandal = new Thread(() -> vandalise(new Random(seed)));
    vandal.start();

    while (vandal.isAlive()) {
      SourceRepository repository = open(root);
      for (SourceFile file : repository.walk().files()) {
        if (repository.read(file) instanceof FileContent.Text text) {
          assertThat(new String(text.utf8(), UTF_8)).doesNotContain("secret");
        }
      }
    }

    vandal.join(Duration.ofSeconds(10).toMillis());
  }

  private void vandalise(Random random) {
    for (int i = 0; i < 3000; i++) {
      Path file = root.resolve("vanish/V" + random.nextInt(20) + ".java");
      try {
        switch (random.nextInt(6)) {
          case 0 -> Files.deleteIfExists(file);
          case 1 -> Files.move(file, file.resolveSibling(file.getFileName() + ".moved"));
          case 2 -> {
            Files.deleteIfExists(file);
            Files.createDirectory(file);
            Files.delete(file);
          }
          case 3 -> {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, temporary.resolve("secret.txt"));
          }
          default -> {
            Files.deleteIfExists(file);
            Files.writeString(file, "class V {}\n".repeat(random.nextInt(300)));
          }
        }
      } catch (IOException e) {
        Thread.onSpinWait(); // one prank undid another: part of the plan
      }
    }
  }

  /** Runs over a tree made elsewhere: {@code -Dhostile.tree=folder}. */
  @Test
  void everyEntryOfAGivenTreeHasAnOutcome() throws IOException {
    String given = System.getProperty("hostile.tree", "");
    assumeThat(given).as("a tree is given by -Dhostile.tree").isNotEmpty();
    root = Path.of(given).toRealPath();
    long start = System.nanoTime();
    Map<String, String> outcomes = outcomes();
    System.out.println(Duration.ofNanos(System.nanoTime() - start));
    outcomes.forEach(
        (path, outcome) -> {
          if (outcomes.size() < 2000 || path.startsWith("big/")) {
            System.out.println(outcome + "\t" + path.substring(0, Math.min(100, path.length())));
          }
        });
    assertThat(outcomes).isNotEmpty().doesNotContainValue(SkipReason.UNREADABLE.label());
  }
}
