package dev.codeintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FreshnessProbeTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** A folder whose walks are counted, and may hang. */
  private static final class Walked implements SourceRepository {
    private final TestFolder folder;
    final AtomicInteger walks = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile CountDownLatch headGate = new CountDownLatch(0);

    Walked(Path root) {
      this.folder = new TestFolder(root);
    }

    @Override
    public String name() {
      return folder.name();
    }

    @Override
    public String id() {
      return folder.id();
    }

    @Override
    public Path root() {
      return folder.root();
    }

    @Override
    public String origin() {
      return folder.origin();
    }

    @Override
    public String ref() {
      try {
        if (!headGate.await(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("nobody opened the gate");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return folder.ref();
    }

    @Override
    public Revision revision(SourceTree tree) {
      return folder.revision(tree);
    }

    @Override
    public SourceTree walk() {
      walks.incrementAndGet();
      try {
        if (!gate.await(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("nobody opened the gate");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return folder.walk();
    }

    @Override
    public FileContent read(SourceFile file) {
      return folder.read(file);
    }
  }

  @TempDir Path root;
  private Walked repository;
  private Map<String, FileStamp> stamps;

  @BeforeEach
  void write() throws IOException {
    repository = new Walked(root);
    Path file = Files.writeString(root.resolve("a.lines"), "def a\n");
    stamps =
        Map.of(
            "a.lines",
            new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis(), "", ""));
  }

  @AfterEach
  void open() {
    repository.gate.countDown();
    repository.headGate.countDown();
  }

  private int stale(FreshnessProbe probe, String snapshot, Object situation) {
    return probe.look(snapshot, situation, () -> stamps).staleFiles();
  }

  @Test
  @Timeout(60)
  void anAnswerWaitsForALookThatHangsOnceAndNotLong() {
    FreshnessProbe probe = new FreshnessProbe(repository, LONG, Duration.ofMillis(300));
    repository.gate = new CountDownLatch(1);

    long start = System.nanoTime();
    assertThat(stale(probe, "s1", "x")).isEqualTo(-1);
    long first = System.nanoTime() - start;
    for (int i = 0; i < 50; i++) {
      assertThat(stale(probe, "s1", "x")).isEqualTo(-1);
      assertThat(probe.revision("x")).isEmpty();
    }

    assertThat(Duration.ofNanos(first)).isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(repository.walks).as("threads that hang").hasValue(1);
    repository.gate.countDown();
    await().until(() -> stale(probe, "s1", "x") == 0);
    assertThat(probe.revision("x")).isEqualTo("r1");
  }

  @Test
  @Timeout(60)
  void anAnswerWaitsForAHeadThatHangsOnceAndNotLong() {
    CheckedOut head = new CheckedOut(repository);
    assertThat(head.ref()).contains("worktree");
    repository.headGate = new CountDownLatch(1);

    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThat(head.ref()).isEmpty();
      assertThat(head.head()).isEmpty();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    repository.headGate.countDown();
    await().untilAsserted(() -> assertThat(head.head()).contains("worktree"));
  }

  @Test
  void aLookIsReusedUntilSomethingHappens() throws IOException {
    FreshnessProbe probe = new FreshnessProbe(repository, LONG, Duration.ofSeconds(30));
    assertThat(stale(probe, "s1", "x")).isZero();
    assertThat(stale(probe, "s1", "x")).isZero();
    assertThat(repository.walks).hasValue(1);

    Files.writeString(root.resolve("b.lines"), "def b\n");
    assertThat(stale(probe, "s1", "another branch")).isEqualTo(1);
    assertThat(repository.walks).hasValue(2);
  }

  @Test
  void aLookOlderThanASnapshotSaysNothingOfIt() throws IOException {
    FreshnessProbe probe = new FreshnessProbe(repository, LONG, Duration.ofSeconds(30));
    assertThat(stale(probe, "s1", "x")).isZero();

    Path file = Files.writeString(root.resolve("a.lines"), "def another\n");
    stamps =
        Map.of(
            "a.lines",
            new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis(), "", ""));

    assertThat(stale(probe, "s2", "x")).isZero();
    assertThat(repository.walks).hasValue(2);
    assertThat(stale(probe, "s2", "x")).isZero();
    assertThat(stale(probe, "s1", "x")).as("compared with what was seen now").isZero();
    assertThat(repository.walks).hasValue(2);
  }

  @Test
  void whatCannotBeLookedAtIsUnknown() throws IOException {
    FreshnessProbe probe = new FreshnessProbe(repository, LONG, Duration.ofSeconds(30));
    Files.delete(root.resolve("a.lines"));
    Files.delete(root);

    assertThat(stale(probe, "s1", "x")).isEqualTo(-1);
    Files.createDirectory(root);

    assertThat(stale(probe, "s1", "x")).isEqualTo(1);
  }
}
