package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.paths;
import static dev.codeintel.source.SourceFixtures.skipped;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.model.SkipReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void realRoot() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("repository"));
  }

  @Test
  void findsFilesSortedByPath() {
    write(root, "b/z.py", "1");
    write(root, "b.py", "22");
    write(root, "a/x.py", "");

    SourceTree tree = open(root).walk();

    assertThat(paths(tree)).containsExactly("a/x.py", "b.py", "b/z.py");
    assertThat(tree.files().get(1).bytes()).isEqualTo(2);
    assertThat(tree.files().get(1).location()).isEqualTo(root.resolve("b.py"));
    assertThat(tree.skipped()).isEmpty();
    assertThat(tree.limitation()).isNull();
  }

  @Test
  void followsNestedIgnoreFilesAndTheirNegations() {
    write(root, ".gitignore", "*.log\n/out/\ngen/*\n!gen/keep.py\n");
    write(root, "a.log", "");
    write(root, "out/a.py", "");
    write(root, "src/out/a.py", "");
    write(root, "gen/drop.py", "");
    write(root, "gen/keep.py", "");
    write(root, "logs/.gitignore", "!*.log\nb.py\n");
    write(root, "logs/b.log", "");
    write(root, "logs/b.py", "");

    SourceTree tree = open(root).walk();

    assertThat(paths(tree))
        .containsExactly(
            ".gitignore", "gen/keep.py", "logs/.gitignore", "logs/b.log", "src/out/a.py");
    assertThat(skipped(tree))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a.log", SkipReason.GITIGNORED,
                "out/", SkipReason.GITIGNORED,
                "gen/drop.py", SkipReason.GITIGNORED,
                "logs/b.py", SkipReason.GITIGNORED));
  }

  @Test
  void ownIgnoreFileIsStrongerThanGits() {
    write(root, ".gitignore", "*.gen.py\nbuild/\n");
    write(root, ".codeintelignore", "docs/\n!build/\n!node_modules/\n!*.gen.py\n");
    write(root, "docs/a.py", "");
    write(root, "build/b.py", "");
    write(root, "node_modules/x/c.js", "");
    write(root, "d.gen.py", "");

    SourceTree tree = open(root).walk();

    assertThat(paths(tree)).contains("build/b.py", "node_modules/x/c.js", "d.gen.py");
    assertThat(skipped(tree)).containsExactly(Map.entry("docs/", SkipReason.EXCLUDED));
  }

  @Test
  void configuredPatternsExclude() {
    write(root, "src/a.py", "");
    write(root, "src/a_pb2.py", "");

    SourceTree tree = open(root, "excludes", "*_pb2.py").walk();

    assertThat(paths(tree)).containsExactly("src/a.py");
    assertThat(skipped(tree)).containsEntry("src/a_pb2.py", SkipReason.EXCLUDED);
  }

  @Test
  void leavesOutDependenciesAndClearBuildOutput() {
    write(root, "node_modules/x/index.js", "");
    write(root, "go/vendor/modules.txt", "");
    write(root, "app/vendor/own.go", "");
    write(root, "py/venv/pyvenv.cfg", "");
    write(root, "java/pom.xml", "");
    write(root, "java/target/classes/Gen.java", "");
    write(root, "target/Aim.java", "");
    write(root, "build/Wall.java", "");

    SourceTree tree = open(root).walk();

    assertThat(paths(tree))
        .containsExactly("app/vendor/own.go", "build/Wall.java", "java/pom.xml", "target/Aim.java");
    assertThat(skipped(tree))
        .containsOnlyKeys("go/vendor/", "java/target/", "node_modules/", "py/venv/")
        .containsValue(SkipReason.VENDORED);
    assertThat(paths(open(root, "exclude-dependencies", "false").walk()))
        .contains("node_modules/x/index.js", "java/target/classes/Gen.java");
  }

  @Test
  void namesWhatEveryLinkIs() throws IOException {
    Path outside = Files.createDirectory(folder.toRealPath().resolve("repository2"));
    write(outside, "secret.py", "");
    write(root, "ok/a.py", "");
    Files.createSymbolicLink(root.resolve("outside"), outside);
    Files.createSymbolicLink(root.resolve("outside.py"), outside.resolve("secret.py"));
    Files.createSymbolicLink(root.resolve("ok/up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(root.resolve("alias.py"), Path.of("ok/a.py"));
    Files.createSymbolicLink(root.resolve("alias"), Path.of("ok"));

    SourceTree tree = open(root).walk();

    assertThat(paths(tree)).containsExactly("ok/a.py");
    assertThat(skipped(tree))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "outside", SkipReason.SYMLINK_OUTSIDE,
                "outside.py", SkipReason.SYMLINK_OUTSIDE,
                "ok/up", SkipReason.SYMLINK_LOOP,
                "self", SkipReason.SYMLINK_LOOP,
                "dangling", SkipReason.SYMLINK_DANGLING,
                "alias.py", SkipReason.SYMLINK_DUPLICATE,
                "alias", SkipReason.SYMLINK_DUPLICATE));
  }

  @Test
  void opensARootThatIsALink() throws IOException {
    write(root, "a.py", "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);

    SourceRepository repository = open(link);

    assertThat(repository.root()).isEqualTo(root);
    assertThat(paths(repository.walk())).containsExactly("a.py");
  }

  @Test
  void neverOpensAPipe() throws IOException, InterruptedException {
    Process made = makePipe(root.resolve("pipe.py"));
    assumeThat(made.waitFor()).as("mkfifo works here").isZero();

    SourceTree tree = open(root).walk();

    assertThat(skipped(tree)).containsExactly(Map.entry("pipe.py", SkipReason.NOT_A_FILE));
    assertThat(open(root).read(new SourceFile("pipe.py", root.resolve("pipe.py"), 0, 0)))
        .isEqualTo(new FileContent.Skipped(SkipReason.NOT_A_FILE));
  }

  private static Process makePipe(Path pipe) throws IOException {
    return new ProcessBuilder("mkfifo", pipe.toString()).start();
  }

  @Test
  void goesFourHundredFoldersDeep() {
    String deep = "d/".repeat(400);
    write(root, deep + "Far.java", "class Far {}");

    SourceRepository repository = open(root);
    SourceTree tree = repository.walk();

    assertThat(paths(tree)).containsExactly(deep + "Far.java");
    assertThat(repository.read(tree.files().get(0))).isInstanceOf(FileContent.Text.class);
  }

  @Test
  void keepsStrangeNames() {
    List<String> names =
        List.of(
            "-rf.java", "new\nline.py", "quote'\"$(touch X)`x`.py", "\u00fcml\u00e4ut \u540d.java");
    names.forEach(name -> write(root, "p/" + name, "x"));

    SourceRepository repository = open(root);
    SourceTree tree = repository.walk();

    assertThat(paths(tree)).containsExactlyElementsOf(names.stream().map(n -> "p/" + n).toList());
    assertThat(tree.files())
        .allSatisfy(f -> assertThat(repository.read(f)).isInstanceOf(FileContent.Text.class));
  }

  @Test
  void namesThatAreNotUtf8StayApart() {
    assertThat(PathNames.decode("caf%E9.java")).isEqualTo("caf\\xE9.java");
    assertThat(PathNames.decode("caf%C3%A9.java")).isEqualTo("caf\u00e9.java");
    assertThat(PathNames.decode("a%20b%0Ac")).isEqualTo("a b\nc");
  }

  @Test
  void readsFilesWhoseNamesAreNotUtf8() throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder(
                "sh",
                "-c",
                "printf x > \"$(printf 'caf\\351.py')\"; printf y > \"$(printf 'caf\\350.py')\"")
            .directory(root.toFile())
            .start();
    assumeThat(made.waitFor()).as("the file system takes any bytes").isZero();

    SourceRepository repository = open(root);
    SourceTree tree = repository.walk();

    assertThat(paths(tree)).containsExactly("caf\\xE8.py", "caf\\xE9.py");
    assertThat(tree.files())
        .allSatisfy(f -> assertThat(repository.read(f)).isInstanceOf(FileContent.Text.class));
  }

  @Test
  void countsFilesAboveTheLimitAsTooLarge() {
    write(root, "a.py", "x".repeat(2000));

    SourceTree tree = open(root, "max-file-size", "1K").walk();

    assertThat(tree.files()).isEmpty();
    assertThat(tree.skipped()).containsExactly(new SkippedFile("a.py", SkipReason.TOO_LARGE, 2000));
  }

  @Test
  void endsAtTheLimitOfFilesAndSaysSo() {
    write(root, "a.py", "");
    write(root, "b.py", "");
    write(root, "c/d.py", "");

    SourceTree tree = open(root, "max-files", "1").walk();

    assertThat(paths(tree)).containsExactly("a.py");
    assertThat(tree.limitation()).contains("more than the 1 files");
    assertThat(skipped(tree))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("b.py", SkipReason.LIMIT_REACHED, "c/", SkipReason.LIMIT_REACHED));
  }

  @Test
  void endsAtTheTimeLimitAndSaysSo() {
    write(root, "a.py", "");
    Clock hasty = new TickingClock();

    SourceTree tree =
        new DiskSourceRepositories(SourceFixtures.config(), folder.resolve("data"), hasty)
            .open(root.toString())
            .walk();

    assertThat(tree.files()).isEmpty();
    assertThat(tree.limitation()).contains("time limit");
    assertThat(tree.skipped()).isNotEmpty();
  }

  /** Ten minutes pass between any two looks. */
  private static final class TickingClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      now = now.plus(Duration.ofMinutes(10));
      return now;
    }
  }

  @Test
  void anUnreadableFolderIsSkipped() throws IOException {
    Path closed = Files.createDirectory(root.resolve("closed"));
    assumeThat(closed.toFile().setReadable(false) && !Files.isReadable(closed))
        .as("this user can read everything")
        .isTrue();

    assertThat(skipped(open(root).walk())).containsEntry("closed/", SkipReason.UNREADABLE);
  }

  @Test
  @Timeout(20)
  void aPatternMadeToHangTheWalkIsMatchedQuickly() {
    write(root, ".gitignore", "*a*a*a*a*a*a*a*a*a*a*b\n" + "**/a/".repeat(60) + "b\n*.log\n");
    write(root, "a".repeat(200), "");
    write(root, "a".repeat(200) + "b", "");
    write(root, "a/".repeat(60) + "c", "");
    write(root, "x.log", "");

    assertThat(skipped(open(root).walk())).containsOnlyKeys("x.log", "a".repeat(200) + "b");
  }

  @Test
  void ignoreFilesThatAreLinksOrFoldersHaveNoRules() throws IOException {
    write(root, "rules", "*.py\n");
    write(root, "a/x.py", "");
    Files.createDirectories(root.resolve(".gitignore"));
    Files.createSymbolicLink(root.resolve("a/.gitignore"), root.resolve("rules"));

    assertThat(paths(open(root).walk())).contains("a/x.py");
  }
}
