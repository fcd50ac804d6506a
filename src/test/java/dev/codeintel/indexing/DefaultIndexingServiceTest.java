package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Symbol;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultIndexingServiceTest {
  private static final LinkQuery LINKS = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");

  @TempDir Path data;
  @TempDir Path parent;
  private final LineExtractor extractor = new LineExtractor();
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private Path root = Path.of("");
  private SnapshotStore snapshots = SnapshotStores.open(engine, root);
  private DefaultIndexingService service = service();

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

  private DefaultIndexingService service() {
    return IndexingServices.open(
        engine,
        snapshots,
        extractor,
        new NameResolver(),
        (repository, onChange) -> {
          listeners.add(onChange);
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

    index();

    try (GraphLease lease = service.open("sample", "worktree")) {
      assertThat(lease.graph().file("deep.lines").orElseThrow())
          .satisfies(
              file -> {
                assertThat(file.status()).isEqualTo(FileStatus.TEXT);
                assertThat(file.reason()).isEqualTo(SkipReason.PARSE_FAILED);
              });
      assertThat(lease.graph().snapshot().skipped()).containsEntry("parse_failed", 2L);
    }
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

  @Test
  void followsAFolder() throws IOException {
    service.follow(root.toString());
    await().until(() -> !listeners.isEmpty() && hasSymbol("two"));

    write("b.lines", "def two\ndef three\n");
    listeners.get(0).accept(Set.of("b.lines"));

    await().until(() -> hasSymbol("three"));
    await().until(() -> service.status().get(0).runningStage() == null);
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
    } catch (IndexingException e) {
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
