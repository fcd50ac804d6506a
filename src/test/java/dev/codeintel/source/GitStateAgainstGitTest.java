package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.hasGit;
import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of git's data is what git says, in each of the forms git keeps it in. */
class GitStateAgainstGitTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void setUp() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    root = Files.createDirectory(temporary.toRealPath().resolve("repository"));
  }

  private void init(String... options) {
    git(root, "init", "-q", "-b", "main");
    for (String option : options) {
      git(root, "config", option.substring(0, option.indexOf('=')), after(option));
    }
    for (int i = 0; i < 40; i++) {
      write(root, "d" + i % 7 + "/e" + i % 3 + "/f" + i + ".py", "x = " + i + "\n".repeat(50));
    }
    write(root, "d1.py", "beside a folder\n");
    write(root, "d1-x/a.py", "before d1/ in one order and after it in the other\n");
    write(root, "top.py", "");
    commit();
  }

  private static String after(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  private void commit() {
    git(root, "add", "-A");
    git(root, "commit", "-q", "--allow-empty", "-m", "a commit");
  }

  private void assertAsGitSays() {
    assertAsGitSays("");
  }

  private void assertAsGitSays(String what) {
    SourceRepository repository = open(root);
    String commit = git(root, "rev-parse", "HEAD").strip();
    String branch = git(root, "rev-parse", "--abbrev-ref", "HEAD").strip();
    boolean isDirty = !git(root, "status", "--porcelain").isBlank();
    assertThat(repository.ref()).as(what).isEqualTo(branch);
    assertThat(repository.head()).as(what).contains(commit).contains(branch);
    assertThat(repository.revision())
        .as("%s %s", what, git(root, "status", "--porcelain"))
        .isEqualTo(new Revision(commit.substring(0, 7) + (isDirty ? "+" : ""), branch));
    GitIndex index = GitWorkTree.around(root).orElseThrow().index();
    assertThat(index.size())
        .as(what)
        .isEqualTo(
            (int) git(root, "ls-files", "--sparse", "-z").chars().filter(c -> c == 0).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3", "4"})
  void everyVersionOfTheIndex(String version) {
    init("index.version=" + version, "core.untrackedCache=true");
    assertAsGitSays();
    git(root, "update-index", "--index-version=" + version);
    write(root, "new.py", "1");
    git(root, "add", "-N", "new.py");
    assertAsGitSays("announced only");
    git(root, "add", "-A");
    assertAsGitSays("staged");
    commit();
    assertAsGitSays("committed");
    git(root, "update-index", "--skip-worktree", "top.py");
    write(root, "top.py", "changed, and git looks away");
    assertAsGitSays("skipped");
  }

  @Test
  void everyKindOfChange() throws IOException {
    init();
    git(root, "update-index", "--chmod=+x", "top.py");
    assertAsGitSays("mode in the index");
    commit();
    git(root, "mv", "top.py", "bottom.py");
    assertAsGitSays("renamed");
    commit();
    git(root, "rm", "-q", "-r", "--cached", "d3");
    assertAsGitSays("taken off the index");
    git(root, "add", "-A");
    Files.delete(root.resolve("d4/e2/f11.py"));
    assertAsGitSays("deleted");
    commit();
    Files.delete(root.resolve("d1.py"));
    write(root, "d1.py/inner.py", "a folder now");
    assertAsGitSays("a folder instead of a file");
    git(root, "add", "-A");
    assertAsGitSays("the same, staged");
    commit();
    git(root, "checkout", "-q", "-b", "other", "HEAD~1");
    write(root, "bottom.py", "theirs");
    commit();
    git(root, "checkout", "-q", "main");
    write(root, "bottom.py", "ours");
    commit();
    try {
      git(root, "merge", "-q", "other");
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining("CONFLICT");
    }
    assertAsGitSays("a conflict");
  }

  @Test
  void objectsInPacksWithDeltas() {
    init();
    for (int i = 0; i < 30; i++) {
      write(root, "d" + i % 7 + "/e" + i % 3 + "/f" + i + ".py", "y = " + i);
      commit();
    }
    git(root, "gc", "-q", "--aggressive");
    assertThat(git(root, "count-objects", "-v")).contains("count: 0\n");
    assertAsGitSays("all in one pack");
    write(root, "d1/e0/more.py", "1");
    git(root, "add", "-A");
    assertAsGitSays("packed and staged");
    // the tree of the commit is a delta, and the index has forgotten what it knew
    git(root, "commit", "-q", "-m", "again");
    git(root, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50");
    git(root, "pack-refs", "--all");
    git(root, "rm", "-q", "--cached", "d1/e0/more.py");
    git(root, "add", "-A");
    assertAsGitSays("deltas");
    git(root, "multi-pack-index", "write");
    git(root, "commit-graph", "write", "--reachable");
    assertAsGitSays("with indexes over all packs");
  }

  @Test
  void namesBySha256() {
    git(root, "init", "-q", "-b", "main", "--object-format=sha256");
    init();
    assertAsGitSays();
    git(root, "gc", "-q");
    assertAsGitSays("packed");
    write(root, "top.py", "1");
    assertAsGitSays("changed");
    git(root, "add", "-A");
    assertAsGitSays("staged");
  }

  @Test
  void clonesThatHaveNotEverything() {
    init();
    commit();
    Path origin = root;
    String url = origin.toUri().toString();
    git(origin, "config", "uploadpack.allowFilter", "true");
    for (List<String> options :
        List.of(
            List.of("--depth=1"),
            List.of("--filter=blob:none"),
            List.of("--filter=tree:0"),
            List.of("--shared"),
            List.of("--reference", origin.toString()))) {
      root = origin.resolveSibling("clone" + options.get(0).hashCode());
      List<String> all = new java.util.ArrayList<>(List.of("clone", "-q"));
      all.addAll(options);
      all.addAll(List.of(options.contains("--shared") ? origin.toString() : url, root.toString()));
      git(origin, all.toArray(new String[0]));
      assertAsGitSays(options.toString());
      write(root, "d0/e0/f0.py", "changed");
      assertAsGitSays(options.toString());
      git(root, "add", "-A");
      assertAsGitSays(options.toString());
    }
  }

  @Test
  void aSparseIndex() {
    init();
    git(root, "sparse-checkout", "init", "--cone", "--sparse-index");
    git(root, "sparse-checkout", "set", "d2");
    assertThat(git(root, "ls-files", "--sparse")).contains("d3/\n");
    assertAsGitSays();
    write(root, "d2/e0/new.py", "1");
    assertAsGitSays();
    git(root, "add", "-A");
    assertAsGitSays();
  }

  @Test
  void refsInEveryForm() throws IOException {
    init();
    git(root, "checkout", "-q", "-b", "a/b/c");
    assertAsGitSays();
    git(root, "pack-refs", "--all");
    assertThat(root.resolve(".git/refs/heads/a/b/c")).doesNotExist();
    assertAsGitSays("packed");
    git(root, "symbolic-ref", "refs/heads/alias", "refs/heads/main");
    git(root, "symbolic-ref", "HEAD", "refs/heads/alias");
    assertThat(open(root).ref()).isEqualTo("alias");
    assertThat(open(root).revision().revision())
        .isEqualTo(git(root, "rev-parse", "--short=7", "main").strip());
    git(root, "checkout", "-q", "--detach", "a/b/c");
    assertAsGitSays("detached");
    Files.delete(root.resolve(".git/HEAD"));
    Files.createSymbolicLink(root.resolve(".git/HEAD"), Path.of("refs/heads/main"));
    assertAsGitSays("a link");
  }

  @Test
  void refsInTables() throws IOException {
    init();
    git(root, "branch", "feature");
    String commit = git(root, "rev-parse", "HEAD").strip();
    try (FileRepository repository =
        (FileRepository) new FileRepositoryBuilder().setWorkTree(root.toFile()).build()) {
      repository.convertRefStorage("reftable", false, false);
    }
    assertThat(root.resolve(".git/reftable/tables.list")).exists();

    assertThat(open(root).revision()).isEqualTo(new Revision(commit.substring(0, 7), "main"));
    assertThat(open(root).head()).contains(commit);
    try (FileRepository repository =
        (FileRepository) new FileRepositoryBuilder().setWorkTree(root.toFile()).build()) {
      repository.updateRef("HEAD").link("refs/heads/feature");
    }
    assertThat(open(root).ref()).isEqualTo("feature");
  }

  @Test
  void linkedWorkTreesAndTheirSubmodules() {
    init();
    Path other = root.resolveSibling("other");
    write(other, "lib.py", "1");
    git(other, "init", "-q", "-b", "main");
    git(other, "add", "-A");
    git(other, "commit", "-q", "-m", "first");
    git(root, "submodule", "--quiet", "add", other.toUri().toString(), "lib/sub");
    commit();
    assertAsGitSays("with a submodule");
    Path main = root;
    root = main.resolveSibling("linked");
    git(main, "worktree", "add", "-q", "-b", "feature", root.toString());
    git(root, "submodule", "--quiet", "update", "--init");
    assertAsGitSays("linked");
    write(root, "lib/sub/lib.py", "2");
    assertAsGitSays("changed in the submodule");
    git(root.resolve("lib/sub"), "checkout", "-q", "--", ".");
    write(root, "d0/e0/f0.py", "changed");
    git(root, "add", "-A");
    assertAsGitSays("staged in the linked one");
    root = main;
    assertAsGitSays("the main one");
  }

  @Test
  void randomHistories() throws IOException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    init("index.version=" + (2 + random.nextInt(3)));
    for (int i = 0; i < 60; i++) {
      String path =
          "d" + random.nextInt(9) + "/e" + random.nextInt(3) + "/f" + random.nextInt(40) + ".py";
      switch (random.nextInt(9)) {
        case 0, 1 -> write(root, path, "z = " + random.nextInt(5));
        case 2 -> Files.deleteIfExists(root.resolve(path));
        case 3 -> git(root, "add", "-A");
        case 4 -> commit();
        case 5 -> git(root, "reset", "-q", random.nextBoolean() ? "--hard" : "--mixed");
        case 6 -> git(root, random.nextBoolean() ? "gc" : "repack", "-q");
        case 7 -> {
          boolean hasParent = !git(root, "rev-list", "--count", "HEAD").equals("1\n");
          git(root, "reset", "-q", "--soft", hasParent ? "HEAD~1" : "HEAD");
        }
        default -> git(root, "checkout", "-q", "-B", "b" + random.nextInt(3));
      }
      assertAsGitSays("test.seed=" + seed + ", step " + i);
    }
  }

  /** Every file of git's is cut and changed at random places: nothing but other answers follow. */
  @Test
  void damagedDataNeverThrows() throws IOException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    init();
    commit();
    git(root, "gc", "-q");
    write(root, "top.py", "loose objects too");
    commit();
    List<Path> all;
    try (var files = Files.walk(root.resolve(".git"))) {
      all =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("hooks"))
              .toList();
    }
    for (int i = 0; i < 400; i++) {
      Path file = all.get(random.nextInt(all.size()));
      byte[] sound = Files.readAllBytes(file);
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 20));
      for (int n = random.nextInt(4); n > 0 && damaged.length > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.delete(file);
      Files.write(file, damaged);
      String what = "test.seed=" + seed + ", step " + i + ", " + file;
      SourceRepository repository = open(root);
      assertThat(repository.ref()).as(what).isNotEmpty();
      assertThat(repository.head()).as(what).isNotEmpty();
      assertThat(repository.revision().revision()).as(what).isNotEmpty();
      Files.delete(file);
      Files.write(file, sound);
    }
  }
}
