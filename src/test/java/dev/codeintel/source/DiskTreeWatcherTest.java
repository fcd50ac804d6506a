package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.config;
import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.hasGit;
import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTreeWatcherTest {
  @TempDir Path temporary;
  private Path root;
  private final List<Set<String>> calls = new CopyOnWriteArrayList<>();
  private AutoCloseable watching = () -> {};

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.toRealPath().resolve("repository"));
  }

  @AfterEach
  void stop() throws Exception {
    watching.close();
  }

  /** Set to the reason while the tree is not watched. */
  private volatile String notWatched = "not yet";

  private void watch() {
    watching = new DiskTreeWatcher(config()).watch(open(root), listener(calls::add));
  }

  private TreeWatcher.Listener listener(Consumer<Set<String>> onChange) {
    return new TreeWatcher.Listener() {
      @Override
      public void changed(Set<String> paths) {
        onChange.accept(paths);
      }

      @Override
      public void watched() {
        notWatched = "";
      }

      @Override
      public void notWatched(String why) {
        notWatched = why;
      }
    };
  }

  private boolean isToldThatAnythingMayHaveChanged() {
    return calls.contains(Set.of());
  }

  /** What is under the path of the root now is watched: a change below is noticed. */
  private void assertWatched() {
    await().until(() -> notWatched.isEmpty());
    write(root, "src/later.py", "1");
    await().until(() -> seen().contains("src/later.py") || seen().contains("src"));
    calls.clear();
    write(root, "src/later.py", "2");
    await().until(() -> seen().contains("src/later.py"));
  }

  private Set<String> seen() {
    Set<String> all = new TreeSet<>();
    calls.forEach(all::addAll);
    return all;
  }

  @Test
  void reportsFilesThatCameChangedOrWent() throws IOException {
    write(root, "src/changed.py", "1");
    write(root, "src/deleted.py", "1");
    watch();

    write(root, "src/changed.py", "2");
    write(root, "src/new/created.py", "1");
    Files.delete(root.resolve("src/deleted.py"));

    await()
        .untilAsserted(
            () ->
                assertThat(seen())
                    .contains("src/changed.py", "src/deleted.py", "src/new/created.py"));
  }

  @Test
  void gathersABurstIntoOneCall() {
    watch();

    for (int i = 0; i < 50; i++) {
      write(root, "f" + i + ".py", "1");
    }

    await().until(() -> seen().size() == 50);
    assertThat(calls.size()).isLessThan(5);
  }

  @Test
  void keepsQuietAboutWhatIsLeftOut() {
    write(root, ".gitignore", "*.log\nout/\n");
    write(root, "node_modules/x/a.js", "");
    write(root, "out/a.py", "");
    watch();

    write(root, "node_modules/x/a.js", "1");
    write(root, "node_modules/y/b.js", "1");
    write(root, "out/a.py", "1");
    write(root, "new.log", "1");
    write(root, "new/out/a.py", "1");
    write(root, "wanted.py", "1");

    await().until(() -> seen().contains("wanted.py"));
    assertThat(seen()).isSubsetOf("wanted.py", "new");
  }

  @Test
  void watchesAFolderThatIsNoLongerIgnored() {
    write(root, ".gitignore", "out/\n");
    write(root, "out/a.py", "");
    watch();

    write(root, ".gitignore", "");
    await().until(() -> seen().contains(".gitignore"));
    write(root, "out/a.py", "1");

    await().until(() -> seen().contains("out/a.py"));
  }

  @Test
  void reportsACommitAndAnotherBranch() {
    assumeThat(hasGit()).as("git is installed").isTrue();
    write(root, "a.py", "");
    git(root, "init", "-q", "-b", "main");
    git(root, "add", "-A");
    watch();

    git(root, "commit", "-q", "-m", "first");
    await().until(() -> seen().contains(".git/refs/heads/main"));

    git(root, "checkout", "-q", "-b", "feature");
    await().until(() -> seen().contains(".git/HEAD"));
    assertThat(seen())
        .isSubsetOf(".git/HEAD", ".git/refs/heads/main", ".git/refs/heads/feature", "a.py");
  }

  @Test
  void waitsWhileGitIsAtWorkUnlessItDiedOverIt() throws Exception {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "main");
    Path lock = Files.createFile(root.resolve(".git/index.lock"));
    watch();

    write(root, "a.py", "1");
    Thread.sleep(3_000); // longer than the longest delay of other changes
    assertThat(calls).isEmpty();
    write(root, "b.py", "1");
    Files.delete(lock);
    await().untilAsserted(() -> assertThat(calls).containsExactly(Set.of("a.py", "b.py")));

    Files.createFile(lock);
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(60)));
    write(root, "c.py", "1");
    await().until(() -> seen().contains("c.py"));
  }

  @Test
  void callsOneAtATime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    watching =
        new DiskTreeWatcher(config("watch.quiet-time", "PT0.02S", "watch.max-delay", "PT0.05S"))
            .watch(
                open(root),
                listener(
                    changed -> {
                      most.accumulateAndGet(running.incrementAndGet(), Math::max);
                      write(root, "a" + calls.size() % 5 + ".py", "again");
                      calls.add(changed);
                      running.decrementAndGet();
                    }));

    write(root, "start.py", "1");

    await().until(() -> calls.size() >= 5);
    assertThat(most).hasValue(1);
  }

  @Test
  void endsItsThreadsWhenClosed() throws Exception {
    watch();
    watching.close();

    write(root, "late.py", "1");

    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("code-intel-watch", "code-intel-changes"));
    assertThat(calls).isEmpty();
  }

  @Test
  void watchesARootThatWasDeletedAndMadeAgain() throws IOException {
    write(root, "src/a.py", "1");
    watch();

    FileUtils.delete(root.toFile(), FileUtils.RECURSIVE);
    write(root, "src/a.py", "2");

    await().until(this::isToldThatAnythingMayHaveChanged);
    assertWatched();
  }

  @Test
  void watchesAnEmptyRootThatWasDeletedAndMadeAgainAtOnce() throws IOException {
    watch();

    // a file system may give the same number again
    for (int i = 0; i < 3; i++) {
      Files.delete(root);
      Files.createDirectory(root);
    }

    await().until(this::isToldThatAnythingMayHaveChanged);
    assertWatched();
  }

  @Test
  void saysThatARootThatIsGoneIsNotWatchedUntilItIsBack() throws IOException {
    write(root, "src/a.py", "1");
    watch();
    Path away = root.resolveSibling("away");

    Files.move(root, away);
    await().until(() -> notWatched.contains("is not there"));
    write(away, "src/a.py", "2");
    calls.clear();
    Files.move(away, root);

    await().until(this::isToldThatAnythingMayHaveChanged);
    assertWatched();
  }

  @Test
  void watchesTheFolderThatTookThePlaceOfTheRoot() throws IOException {
    write(root, "src/a.py", "1");
    Path other = root.resolveSibling("other");
    write(other, "src/a.py", "2");
    watch();

    Files.move(root, root.resolveSibling("away"));
    Files.move(other, root);

    await().until(this::isToldThatAnythingMayHaveChanged);
    assertWatched();
  }

  @Test
  void watchesARootWhoseParentWasDeletedAndMadeAgain() throws IOException {
    Path above = root.resolve("above");
    root = Files.createDirectories(above.resolve("repository"));
    write(root, "src/a.py", "1");
    watch();

    FileUtils.delete(above.toFile(), FileUtils.RECURSIVE);
    await().until(() -> notWatched.contains("is not there"));
    write(root, "src/a.py", "2");

    await().until(this::isToldThatAnythingMayHaveChanged);
    assertWatched();
  }

  @Test
  void watchesAFolderWhoseEventWasLost() throws IOException {
    write(root, "a.py", "1");
    CountDownLatch isOver = new CountDownLatch(1);
    TreeWatcher.Listener slow =
        new AllChanges(ConcurrentHashMap.newKeySet()) {
          @Override
          public void changed(Set<String> paths) {
            calls.add(paths);
          }

          @Override
          public void noticed(String path) {
            try {
              isOver.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    watching = new DiskTreeWatcher(config()).watch(open(root), slow);

    // while the thread that hears of events is held up, more happens than Java keeps of one folder
    for (int i = 0; i < 700; i++) {
      write(root, "f" + i + ".py", "1");
    }
    write(root, "new/first.py", "1");
    isOver.countDown();
    await().until(this::isToldThatAnythingMayHaveChanged);
    await().during(Duration.ofSeconds(1)).until(() -> calls.size() == count(calls));
    calls.clear();
    write(root, "new/first.py", "2");

    await().until(() -> seen().contains("new/first.py"));
  }

  private int last;

  /** Returns a number that is the size of the list when it has not grown since the last call. */
  private int count(List<?> list) {
    int before = last;
    last = list.size();
    return before;
  }

  @Test
  void watchesAGitFolderThatCameLater() {
    assumeThat(hasGit()).as("git is installed").isTrue();
    write(root, "a.py", "1");
    watch();

    git(root, "init", "-q", "-b", "main");
    await().until(this::isToldThatAnythingMayHaveChanged);
    calls.clear();
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "first");

    await().until(() -> seen().contains(".git/refs/heads/main"));
  }

  /** Linux lets a user have 128 instances, those of editors included. */
  @Test
  void watchesManyTreesWithOneInstanceOfTheSystem() throws Exception {
    assumeThat(Files.isDirectory(OPEN_FILES)).as("this is Linux").isTrue();
    long before = instances();
    DiskTreeWatcher watcher = new DiskTreeWatcher(config());
    List<Set<String>> seenByTree = new ArrayList<>();
    List<AutoCloseable> trees = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Set<String> seen = ConcurrentHashMap.newKeySet();
      seenByTree.add(seen);
      write(root, "t" + i + "/src/a.py", "1");
      trees.add(watcher.watch(open(root.resolve("t" + i)), listener(seen::addAll)));
    }

    assertThat(instances() - before).isOne();
    for (int i = 0; i < 20; i++) {
      write(root, "t" + i + "/src/a.py", "2");
      write(root, "t" + i + "/new/n" + i + ".py", "1");
      Set<String> seen = seenByTree.get(i);
      String created = "new/n" + i + ".py";
      await().untilAsserted(() -> assertThat(seen).contains("src/a.py", created));
      assertThat(seen).isSubsetOf("src/a.py", "src", "new", created);
    }

    trees.get(0).close();
    seenByTree.get(0).clear();
    write(root, "t0/src/a.py", "3");
    write(root, "t1/src/a.py", "3");
    seenByTree.get(1).clear();
    write(root, "t1/src/b.py", "1");
    await().until(() -> seenByTree.get(1).contains("src/b.py"));
    assertThat(seenByTree.get(0)).isEmpty();

    for (AutoCloseable tree : trees) {
      tree.close();
    }
    await().until(() -> instances() == before);
  }

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private static long instances() throws IOException {
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      return open.filter(DiskTreeWatcherTest::isInstance).count();
    }
  }

  private static boolean isInstance(Path open) {
    try {
      return Files.readSymbolicLink(open).toString().equals("anon_inode:inotify");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void linkedWorkTreesThatShareAGitFolderAreWatchedApart() throws Exception {
    assumeThat(hasGit()).as("git is installed").isTrue();
    write(root, "a.py", "1");
    git(root, "init", "-q", "-b", "main");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "first");
    Path linked = root.resolveSibling("linked");
    git(root, "worktree", "add", "-q", linked.toString(), "-b", "feature");
    DiskTreeWatcher watcher = new DiskTreeWatcher(config());
    AutoCloseable first = watcher.watch(open(root), listener(calls::add));
    Set<String> seenByLinked = ConcurrentHashMap.newKeySet();
    try (AutoCloseable second = watcher.watch(open(linked), listener(seenByLinked::addAll))) {
      git(linked, "commit", "-q", "--allow-empty", "-m", "second");
      await().until(() -> seenByLinked.contains(".git/refs/heads/feature"));
      await().until(() -> seen().contains(".git/refs/heads/feature"));

      first.close();
      seenByLinked.clear();
      git(linked, "commit", "-q", "--allow-empty", "-m", "third");
      await().until(() -> seenByLinked.contains(".git/refs/heads/feature"));
    }
  }

  /** Git lists what it tracks, ignored or not. */
  @Test
  void watchesAnIgnoredFolderAsSoonAsAFileOfItIsTracked() {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "main");
    write(root, ".gitignore", "out/\n");
    write(root, "out/a.py", "1");
    watch();

    git(root, "add", "-f", "out/a.py");
    await().until(this::isToldThatAnythingMayHaveChanged);
    write(root, "out/a.py", "2");

    await().until(() -> seen().contains("out/a.py"));
  }

  @Test
  void watchesAFolderThatARepositorysOwnRulesNoLongerLeaveOut() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "main");
    Path exclude = root.resolve(".git/info/exclude");
    Files.createDirectories(exclude.getParent());
    Files.writeString(exclude, "out/\n");
    write(root, "out/a.py", "1");
    watch();

    Files.writeString(exclude, "");
    await().until(this::isToldThatAnythingMayHaveChanged);
    write(root, "out/a.py", "2");

    await().until(() -> seen().contains("out/a.py"));
  }

  /** Which files count is another thing after each of these, without a new folder. */
  @Test
  void tellsWhenGitsRulesForFilesChange() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "main");
    write(root, ".gitignore", "*.log\n");
    write(root, "a.log", "1");
    write(root, "inner/a.log", "1");
    write(root, "inner/.gitignore", "*.log\n");
    git(root.resolve("inner"), "init", "-q", "-b", "main");
    write(root, "plain/a.py", "1");
    watch();

    assertTold(() -> git(root, "add", "-f", "a.log"));
    assertTold(() -> git(root, "rm", "-q", "--cached", "a.log"));
    assertTold(() -> exclude(root, "*.py"));
    assertTold(() -> exclude(root, ""));
    assertTold(() -> git(root.resolve("inner"), "add", "-f", "a.log"));
    assertTold(() -> exclude(root.resolve("inner"), "*.py"));
    assertTold(() -> git(root.resolve("plain"), "init", "-q", "-b", "main"));
    assertTold(() -> exclude(root.resolve("plain"), "*.py"));
  }

  private static void exclude(Path repository, String rule) {
    Path file = repository.resolve(".git/info/exclude");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, rule + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertTold(Runnable change) {
    calls.clear();
    change.run();
    await().until(this::isToldThatAnythingMayHaveChanged);
    await().during(Duration.ofMillis(500)).until(() -> calls.size() == count(calls));
  }

  @Test
  void watchesWhatWasOutOfReachWhenItCame() throws IOException {
    write(root, "src/a.py", "1");
    watch();
    Path away = root.resolveSibling("away");

    write(root, "src/r/b.py", "1");
    Files.move(root, away);
    await().until(() -> notWatched.contains("is not there"));
    Files.move(away, root);
    await().until(() -> notWatched.isEmpty());
    calls.clear();
    write(root, "src/r/b.py", "2");

    await().until(() -> seen().contains("src/r/b.py"));
  }

  @Test
  void looksAgainIntoAFolderWhosePermissionsChanged() throws IOException {
    Path shut = root.resolve("src/p");
    write(root, "src/p/a.py", "1");
    watch();

    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
    await().until(() -> !calls.isEmpty());
    calls.clear();
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwxr-xr-x"));

    await().until(() -> seen().contains("src/p/a.py"));
  }

  @Test
  void watchesAFolderThatIsNoLongerTakenForABuilds() throws IOException {
    write(root, "pom.xml", "");
    write(root, "target/a.py", "1");
    watch();

    Files.delete(root.resolve("pom.xml"));
    await().until(() -> seen().contains("pom.xml"));
    write(root, "target/a.py", "2");

    await().until(() -> seen().contains("target/a.py"));
  }

  @Test
  void watchesAFolderThatMovedAsAWhole() throws IOException {
    Path away = root.resolveSibling("away");
    write(away, "deep/er/a.py", "1");
    watch();

    Files.move(away, root.resolve("here"));
    await().until(() -> seen().contains("here/deep/er/a.py"));
    calls.clear();
    write(root, "here/deep/er/a.py", "2");

    await().until(() -> seen().contains("here/deep/er/a.py"));
  }

  /** Who asks right after a save must not be told that nothing changed. */
  @Test
  void saysAtOnceThatSomethingHappened() throws Exception {
    write(root, ".gitignore", "*.log\n");
    Set<String> noticed = ConcurrentHashMap.newKeySet();
    Set<String> settled = ConcurrentHashMap.newKeySet();
    TreeWatcher.Listener listener =
        new AllChanges(ConcurrentHashMap.newKeySet()) {
          @Override
          public void noticed(String path) {
            noticed.add(path);
          }

          @Override
          public void settled(Set<String> paths) {
            settled.addAll(paths);
          }
        };
    watching =
        new DiskTreeWatcher(config("watch.quiet-time", "PT3S", "watch.max-delay", "PT3S"))
            .watch(open(root), listener);

    write(root, "a.py", "1");

    await().atMost(Duration.ofSeconds(2)).until(() -> noticed.contains("a.py"));
    assertThat(settled).isEmpty();
    await().until(() -> settled.contains("a.py"));
    write(root, "a.log", "1");
    write(root, "b.py", "1");
    await().atMost(Duration.ofSeconds(2)).until(() -> noticed.contains("b.py"));
    assertThat(noticed).doesNotContain("a.log");
  }
}
