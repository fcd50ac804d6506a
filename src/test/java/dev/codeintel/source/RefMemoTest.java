package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.hasGit;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of HEAD is what it is. */
final class RefMemoTest {
  /** A time at which no file has changed a moment ago, so that everything is remembered. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path temporary;
  private Path root;
  private final AtomicInteger readings = new AtomicInteger();

  @BeforeEach
  void setUp() throws IOException {
    assumeThat(hasGit()).as("git is installed").isTrue();
    root = Files.createDirectory(temporary.toRealPath().resolve("repository"));
  }

  private void init() {
    write(root, "sub/a.py", "1");
    git(root, "init", "-q", "-b", "main");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "first");
    git(root, "branch", "feature");
  }

  private String read(Optional<GitWorkTree> workTree) {
    readings.incrementAndGet();
    return workTree.map(GitWorkTree::branch).orElse("none");
  }

  private String remembered(RefMemo memo) {
    return memo.ref(this::read);
  }

  @Test
  void whatDidNotChangeIsReadOnce() {
    init();
    RefMemo memo = new RefMemo(root, LATER);

    for (int i = 0; i < 10; i++) {
      assertThat(remembered(memo)).isEqualTo("main");
    }

    assertThat(readings).hasValue(1);
  }

  @Test
  void whatChangedAMomentAgoIsReadAgain() throws IOException {
    init();
    RefMemo memo = new RefMemo(root, Clock.systemUTC());
    Path head = root.resolve(".git/HEAD");
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(head, now);
    assertThat(remembered(memo)).isEqualTo("main");

    // In place, of the same size and time: nothing shows it.
    Files.writeString(head, "ref: refs/heads/mine\n");
    Files.setLastModifiedTime(head, now);

    assertThat(remembered(memo)).isEqualTo("mine");
  }

  @Test
  void everyWayOfChangingIsSeen() throws IOException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    init();
    RefMemo memo = new RefMemo(root, LATER);
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(6)) {
        case 0 -> git(root, "checkout", "-q", random.nextBoolean() ? "main" : "feature");
        case 1 -> git(root, "checkout", "-q", "--detach", "main");
        case 2 -> git(root, "checkout", "-q", "-B", "b" + random.nextInt(3));
        case 3 -> git(root, "commit", "-q", "--allow-empty", "-m", "more");
        case 4 -> git(root, "symbolic-ref", "HEAD", "refs/heads/unborn" + random.nextInt(2));
        default -> {
          Path aside = root.resolveSibling("aside");
          Files.move(root.resolve(".git"), aside);
          assertThat(remembered(memo)).as("without git").isEqualTo("none");
          Files.move(aside, root.resolve(".git"));
        }
      }
      assertThat(remembered(memo))
          .as("test.seed=" + seed + ", step " + i)
          .isEqualTo(read(GitWorkTree.around(root)));
    }
  }

  @Test
  void aFolderThatComesUnderControlIsSeen() {
    init();
    Path sub = root.resolve("sub");
    RefMemo memo = new RefMemo(sub, LATER);
    assertThat(remembered(memo)).isEqualTo("main");

    git(root, "checkout", "-q", "feature");
    assertThat(remembered(memo)).isEqualTo("feature");
    git(sub, "init", "-q", "-b", "nearer");

    assertThat(remembered(memo)).isEqualTo("nearer");
  }

  @Test
  void aLinkedWorkTreeThatIsPointedElsewhereIsSeen() throws IOException {
    init();
    Path one = root.resolveSibling("one");
    Path two = root.resolveSibling("two");
    git(root, "worktree", "add", "-q", "-b", "one", one.toString());
    git(root, "worktree", "add", "-q", "-b", "two", two.toString());
    RefMemo memo = new RefMemo(one, LATER);
    assertThat(remembered(memo)).isEqualTo("one");

    Files.delete(one.resolve(".git"));
    Files.copy(two.resolve(".git"), one.resolve(".git"));
    assertThat(remembered(memo)).isEqualTo("two");
  }

  @Test
  void aChangeOfTablesIsSeen() throws IOException {
    init();
    RefMemo memo = new RefMemo(root, LATER);
    assertThat(remembered(memo)).isEqualTo("main");
    try (FileRepository repository =
        (FileRepository) new FileRepositoryBuilder().setWorkTree(root.toFile()).build()) {
      repository.convertRefStorage("reftable", false, false);
      assertThat(remembered(memo)).isEqualTo("main");
      repository.updateRef("HEAD").link("refs/heads/feature");
    }

    assertThat(remembered(memo)).isEqualTo("feature");
  }
}
