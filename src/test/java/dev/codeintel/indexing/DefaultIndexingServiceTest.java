package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cache.TieredCache;
import dev.codeintel.catalog.CatalogException;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.catalog.TestFolder;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Symbol;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotOwner;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import dev.codeintel.source.TreeWatcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultIndexingServiceTest {
  private static final LinkQuery LINKS = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");

  @TempDir Path data;
  @TempDir Path parent;
  private final LineExtractor extractor = new LineExtractor();
  private final List<TreeWatcher.Listener> listeners = new CopyOnWriteArrayList<>();
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private Path root = Path.of("");
  private SnapshotStore snapshots = SnapshotStores.open(engine, root);
  private LocalService service = service();

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(parent.resolve("sample"));
    snapshots = SnapshotStores.open(engine, data);
    service = service();
    write("a.lines", "def one\ncall two\n");
    write("b.lines", "def two\n");
    write("readme.txt", "hello\n");
  }

  @AfterEach
  void close() {
    service.close();
    snapshots.close();
    engine.close();
  }

  private LocalService service() {
    return IndexingServices.open(
        engine,
        snapshots,
        extractor,
        new NameResolver(),
        (repository, listener) -> {
          listener.watched();
          listeners.add(listener);
          return () -> {};
        },
        2);
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }

  private IndexReport index() {
    return service.index(root.toString(), false, IndexProgress.NONE);
  }

  @Test
  void indexesAndAnswers() {
    IndexReport report = index();

    assertThat(report.isUnchanged()).isFalse();
    assertThat(report.snapshot().counts())
        .containsEntry("files", 4L)
        .containsEntry("symbols", 4L)
        .containsEntry("relationships", 1L)
        .containsEntry("relationships_likely", 1L)
        .containsKey("peak_heap_bytes");
    assertThat(report.snapshot().skipped())
        .containsEntry("no_language", 1L)
        .containsEntry("vendored", 1L);
    assertThat(report.snapshot().timings()).containsKeys("walk", "parse", "link", "write");
    try (GraphLease lease = service.open("", "")) {
      Symbol two = lease.graph().symbolsByName("two", SymbolFilter.ALL, 1).get(0);
      assertThat(lease.graph().linksTo(Set.of(two.id()), LINKS))
          .extracting(link -> link.symbol().name())
          .containsExactly("one");
      assertThat(lease.freshness().staleFiles()).isZero();
    }
  }

  @Test
  void writesNothingWhenNothingChanged() throws IOException {
    String first = index().snapshot().id();
    Files.setLastModifiedTime(root.resolve("a.lines"), FileTime.fromMillis(12345));

    IndexReport second = index();

    assertThat(second.isUnchanged()).isTrue();
    assertThat(second.snapshot().id()).isEqualTo(first);
    write("a.lines", "def one\ncall twa\n");
    assertThat(index().isUnchanged()).isFalse();
    extractor.version = "lines-2";
    assertThat(index().isUnchanged()).isFalse();
    assertThat(index().isUnchanged()).isTrue();
  }

  @Test
  void survivesFilesThatBreakTheParser() throws IOException {
    write("deep.lines", "overflow");
    write("bad.lines", "fail");
    write("large.lines", "exhaust");

    index();

    try (GraphLease lease = service.open("sample", "worktree")) {
      assertThat(lease.graph().file("deep.lines").orElseThrow())
          .satisfies(
              file -> {
                assertThat(file.status()).isEqualTo(FileStatus.TEXT);
                assertThat(file.reason()).isEqualTo(SkipReason.TOO_DEEP);
              });
      assertThat(lease.graph().snapshot().skipped())
          .containsEntry("too_deep", 1L)
          .containsEntry("parse_failed", 1L)
          .containsEntry("out_of_memory", 1L)
          .doesNotContainKey("unreadable");
    }
  }

  @Test
  void goesOnFollowingAfterARunOutOfMemory() throws IOException {
    extractor.failure = new OutOfMemoryError("thrown by a test");
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty());
    await()
        .untilAsserted(
            () -> assertThat(service.status().get(0).lastError()).asString().contains("of memory"));

    extractor.failure = null;
    listeners.get(0).changed(Set.of("a.lines"));

    await().until(() -> hasSymbol("two"));
  }

  @Test
  void countsStaleFiles() throws IOException {
    index();
    write("a.lines", "changed");
    write("new.lines", "def three\n");
    Files.delete(root.resolve("b.lines"));

    try (GraphLease lease = service.open("", "")) {
      assertThat(lease.freshness().staleFiles()).isEqualTo(3);
      assertThat(lease.freshness().headRevision()).isEqualTo("r1");
    }
  }

  /** Another process holds the writer's lock, so that no update is published meanwhile. */
  @Test
  void aServerOnAnOldSnapshotSaysSoUntilItIsRenewed() throws IOException {
    String old = index().snapshot().id();
    service.close();
    Files.delete(root.resolve("b.lines"));
    TestFolder folder = new TestFolder(root);
    SnapshotStore other = SnapshotStores.open(engine, data);
    SnapshotOwner owner =
        new SnapshotOwner(folder.id(), folder.name(), folder.origin(), folder.ref());
    service = service();

    try (PendingSnapshot held = other.begin(owner)) {
      assertThat(held.id()).isGreaterThan(old);
      service.follow(root.toString());
      await().until(() -> !listeners.isEmpty());
      for (int i = 0; i < 5; i++) {
        try (GraphLease lease = service.open("", "")) {
          assertThat(lease.graph().snapshot().id()).isEqualTo(old);
          assertThat(lease.freshness().staleFiles()).as("answer %d", i).isEqualTo(1);
        }
      }
    }

    await().until(() -> !hasSymbol("two"));
    try (GraphLease lease = service.open("", "")) {
      assertThat(lease.freshness().staleFiles()).isZero();
    }
  }

  @Test
  void aSnapshotOfAnotherProcessIsNotTakenForFresh() throws IOException {
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty() && hasSymbol("two"));
    await().until(() -> service.status().get(0).progress() == null);

    // what this process does not notice
    write("b.lines", "def three\n");
    LocalService other = service();
    other.index(root.toString(), false, IndexProgress.NONE);
    other.close();
    write("b.lines", "def four\n");

    try (GraphLease lease = service.open("", "")) {
      assertThat(lease.graph().symbolsByName("three", SymbolFilter.ALL, 1)).isNotEmpty();
      assertThat(lease.freshness().staleFiles()).isEqualTo(1);
    }
  }

  @Test
  void embeddingWaitsWhileMemoryIsShort() {
    AtomicLong used = new AtomicLong();
    TieredCache none = new TieredCache(List.of(), new Meters(new SimpleMeterRegistry()));
    MemoryGovernor governor = new MemoryGovernor(100, used::get, none);
    try (LocalService some =
        IndexingServices.open(
            engine,
            snapshots,
            extractor,
            none,
            governor,
            new NameResolver(),
            (repository, onChange) -> () -> {},
            2)) {
      some.follow(root.toString());
      BooleanSupplier isBusy = await().until(some.embedding()::isBusy, Objects::nonNull);

      assertThat(isBusy.getAsBoolean()).isFalse();
      used.set(100);
      assertThat(isBusy.getAsBoolean()).isTrue();
    }
  }

  @Test
  void comparesAFolderThatCannotBeWatched() throws IOException {
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty() && hasSymbol("two"));

    listeners.get(0).notWatched("no room");
    await().until(() -> service.status().get(0).progress() == null);
    write("b.lines", "def two\ndef three\n");

    await().atMost(Duration.ofSeconds(30)).until(() -> hasSymbol("three"));
    assertThat(service.status().get(0).notWatched()).isEqualTo("no room");
    listeners.get(0).watched();
    assertThat(service.status().get(0).notWatched()).isNull();
  }

  @Test
  void triesAgainAfterARunThatFailed() throws IOException {
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty() && hasSymbol("two"));

    Path away = root.resolveSibling("away");
    Files.move(root, away);
    listeners.get(0).changed(Set.of());
    await().until(() -> service.status().get(0).lastError() != null);
    Files.writeString(away.resolve("b.lines"), "def two\ndef three\n");
    Files.move(away, root);

    await().atMost(Duration.ofSeconds(30)).until(() -> hasSymbol("three"));
    await().until(() -> service.status().get(0).lastError() == null);
  }

  @Test
  void followsAFolder() throws IOException {
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty() && hasSymbol("two"));

    write("b.lines", "def two\ndef three\n");
    listeners.get(0).changed(Set.of("b.lines"));

    await().until(() -> hasSymbol("three"));
    await().until(() -> service.status().get(0).progress() == null);
    assertThat(service.status())
        .hasSize(1)
        .first()
        .satisfies(
            status -> {
              assertThat(status.name()).isEqualTo("sample");
              assertThat(status.lastError()).isNull();
              assertThat(status.freshness()).isNotNull();
            });
  }

  private boolean hasSymbol(String name) {
    try (GraphLease lease = service.open("", "")) {
      return !lease.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty();
    } catch (CatalogException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      return false;
    }
  }

  @Test
  void saysWhatIsThereWhenAskedForSomethingElse() {
    assertThatThrownBy(() -> service.open("", "")).hasMessageContaining("code-intel index PATH");
    index();
    assertThatThrownBy(() -> service.open("other", "")).hasMessageContaining("there are: sample");
    assertThatThrownBy(() -> service.open("sample", "dev"))
        .hasMessageContaining("there are: worktree");
  }
}
