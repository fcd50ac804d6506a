package dev.codeintel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
  private static final SnapshotOwner OWNER = TestGraph.OWNER;

  @TempDir Path data;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final DuckDbDatabase otherEngine = DuckDbEngines.open();
  private final GraphStore graphs = TestGraph.store(engine);
  private SnapshotStore store = SnapshotStores.open(engine, Path.of(""));

  @BeforeEach
  void open() {
    store = SnapshotStores.open(engine, data);
  }

  @AfterEach
  void close() {
    store.close();
    engine.close();
    otherEngine.close();
  }

  private String publish() {
    try (PendingSnapshot pending = store.begin(OWNER);
        GraphWriter writer = graphs.write(pending.file())) {
      writer.file(TestGraph.file("a.txt", "text"));
      writer.finish(TestGraph.snapshot(pending.id()));
      pending.publish();
      return pending.id();
    }
  }

  private SnapshotLease lease() {
    return store.open(OWNER.repositoryId(), OWNER.ref()).orElseThrow();
  }

  private String idOf(SnapshotLease lease) {
    return graphs.read(lease).snapshot().id();
  }

  private Path folder() {
    return data.resolve("repositories").resolve(OWNER.repositoryId()).resolve(OWNER.ref());
  }

  private List<String> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  @Test
  void hasNothingAtFirst() {
    assertThat(store.list()).isEmpty();
    assertThat(store.open("none", "main")).isEmpty();
    assertThat(store.open("none", "")).isEmpty();
  }

  @Test
  void readersSwapBetweenRequestsAndKeepWhatTheyHold() throws IOException {
    String first = publish();
    SnapshotLease held = lease();
    String second = publish();
    String third = publish();

    try (SnapshotLease now = lease()) {
      assertThat(idOf(now)).isEqualTo(third);
    }
    assertThat(idOf(held)).isEqualTo(first);
    assertThat(graphs.read(held).text("a.txt")).contains("text");
    assertThat(files(".duckdb")).hasSize(3);

    held.close();
    held.close();

    assertThat(files(".duckdb")).containsExactly(second + ".duckdb", third + ".duckdb");
    assertThat(store.list()).singleElement().extracting(StoredRef::ref).isEqualTo("main");
  }

  @Test
  void otherProcessesReadWhileOneWrites() {
    String first = publish();
    SnapshotStore other = SnapshotStores.open(otherEngine, data);
    GraphStore otherGraphs = TestGraph.store(otherEngine);

    try (SnapshotLease theirs = other.open(OWNER.repositoryId(), "").orElseThrow()) {
      String second = publish();
      assertThat(otherGraphs.read(theirs).snapshot().id()).isEqualTo(first);
      try (SnapshotLease next = other.open(OWNER.repositoryId(), "").orElseThrow()) {
        assertThat(otherGraphs.read(next).snapshot().id()).isEqualTo(second);
      }
    }
    other.close();
  }

  @Test
  void discardsWhatIsNotPublished() throws IOException {
    publish();
    try (PendingSnapshot pending = store.begin(OWNER);
        GraphWriter writer = graphs.write(pending.file())) {
      writer.file(TestGraph.file("b.txt", "text"));
    }
    assertThat(files(".tmp")).isEmpty();
    assertThat(files(".duckdb")).hasSize(1);
  }

  @Test
  void removesWhatAKilledWriterLeft() throws IOException {
    publish();
    Files.writeString(folder().resolve("20260101-1.duckdb.tmp"), "half");
    Files.writeString(folder().resolve("20260101-1.duckdb.tmp.wal"), "half");

    publish();

    assertThat(files(".tmp")).isEmpty();
    assertThat(files(".wal")).isEmpty();
  }

  @Test
  void fallsBackToTheSnapshotBeforeADamagedOne() throws IOException {
    String first = publish();
    String second = publish();
    Path file = folder().resolve(second + ".duckdb");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    try (SnapshotLease lease = lease()) {
      assertThat(idOf(lease)).isEqualTo(first);
    }
  }

  @Test
  void saysWhatToDoWhenEverySnapshotIsDamaged() throws IOException {
    String id = publish();
    Path file = folder().resolve(id + ".duckdb");
    Files.write(file, new byte[(int) Files.size(file)]);

    assertThatThrownBy(this::lease)
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("missing or damaged")
        .hasMessageContaining("--force");

    publish();
    lease().close();
  }

  @Test
  void refusesAnotherSchemaVersion() throws IOException, SQLException {
    String id = publish();
    Path file = folder().resolve(id + ".duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE snapshot SET schema_version = 99");
    }
    Files.writeString(folder().resolve("CURRENT"), id + ".duckdb " + Files.size(file) + "\n");

    assertThatThrownBy(this::lease)
        .isInstanceOfSatisfying(
            SnapshotException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("Index the repository again");
  }

  @Test
  void onlyOneWritesAtATime() {
    SnapshotStore hasty = SnapshotStores.open(engine, data, Duration.ofMillis(100));
    try (PendingSnapshot pending = store.begin(OWNER)) {
      assertThat(pending.file()).doesNotExist();
      assertThatThrownBy(() -> hasty.begin(OWNER))
          .isInstanceOfSatisfying(
              SnapshotException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    hasty.begin(OWNER).close();
  }

  @Test
  void refNamesBecomeDistinctFolderNames() {
    assertThat(RefFolder.nameOf("main")).isEqualTo("main");
    assertThat(RefFolder.nameOf("feature/a"))
        .startsWith("feature_a-")
        .isNotEqualTo(RefFolder.nameOf("feature_a"));
    assertThat(RefFolder.nameOf("Main")).isNotEqualTo("main").isNotEqualTo("Main");
    assertThat(RefFolder.nameOf("..")).doesNotStartWith("..").startsWith("_.");
  }
}
