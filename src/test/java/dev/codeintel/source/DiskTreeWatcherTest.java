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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    Path many = root.resolveSibling("many");
    for (int i = 0; i < 1_500; i++) {
      Files.createDirectories(many.resolve("f" + i));
    }
    watch();

    // while the folders are registered, more happens than the system keeps of one folder
    Files.move(many, root.resolve("many"));
    for (int i = 0; i < 700; i++) {
      write(root, "f" + i + ".py", "1");
    }
    write(root, "new/first.py", "1");
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
}
