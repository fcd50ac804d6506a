package dev.codeintel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
    return publish(OWNER);
  }

  private String publish(SnapshotOwner owner) {
    try (PendingSnapshot pending = store.begin(owner);
        GraphWriter writer = graphs.write(pending.file())) {
      writer.file(TestGraph.file("a.txt", "text"));
      writer.finish(TestGraph.snapshot(pending.id()));
      pending.publish();
      return pending.id();
    }
  }

  /**
   * Damages a snapshot's file in place, as a failing disk does, where the engine has not read it
   * yet.
   */
  private void damage(String id) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder().resolve(id + ".duckdb").toFile(), "rw")) {
      file.seek(12_288);
      file.write(new byte[(int) file.length() - 12_288]);
    }
  }

  private void read(SnapshotLease lease) {
    graphs.read(lease).texts(List.of("a.txt"));
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
  void theRefChosenLastIsMeantWhateverWasPublishedLast() throws IOException {
    String main = publish();
    String feature =
        publish(
            new SnapshotOwner(
                OWNER.repositoryId(), OWNER.name(), OWNER.origin(), "topic/a feature \u00e9"));
    assertThat(meant()).isEqualTo(feature);

    store.choose(OWNER.repositoryId(), OWNER.ref());
    assertThat(meant()).isEqualTo(main);
    store.choose(OWNER.repositoryId(), "topic/a feature \u00e9");
    assertThat(meant()).isEqualTo(feature);
    store.choose(OWNER.repositoryId(), "no snapshot of it");
    assertThat(meant()).isEqualTo(feature);

    store.choose(OWNER.repositoryId(), OWNER.ref());
    Path pointer = folder().resolveSibling(".ref");
    Files.delete(pointer);
    Files.createDirectory(pointer);
    assertThat(meant()).as("without a choice").isEqualTo(feature);
    store.choose("unknown", "main");
  }

  private String meant() {
    try (SnapshotLease lease = store.open(OWNER.repositoryId(), "").orElseThrow()) {
      return idOf(lease);
    }
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

  @Test
  void damageUnderALeaseIsNoticedAndTheOneBeforeServed() throws IOException {
    String first = publish();
    String second = publish();
    List<SnapshotOwner> told = new ArrayList<>();
    store.whenDamaged(told::add);
    try (SnapshotLease lease = lease()) {
      assertThat(idOf(lease)).isEqualTo(second);
      damage(second);

      assertThatThrownBy(() -> read(lease))
          .isInstanceOfSatisfying(
              CodeIntelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
          .hasMessageContaining("damaged; ask again");
      assertThat(lease.isUsable()).isFalse();
    }
    assertThat(told).containsExactly(OWNER);
    assertThat(store.damaged())
        .containsExactly(
            new SnapshotStore.DamagedSnapshot(folder().resolve(second + ".duckdb"), true));

    try (SnapshotLease lease = lease()) {
      assertThat(idOf(lease)).isEqualTo(first);
      read(lease);
      assertThat(lease.isUsable()).isTrue();
    }
    store.begin(OWNER).close();
    assertThat(store.damaged()).isEmpty();
    assertThat(Files.readString(folder().resolve("CURRENT")))
        .contains(first)
        .doesNotContain(second);
  }

  @Test
  void whatIsDamagedIsNoBaseOfTheNextOne() throws IOException {
    String first = publish();
    try (SnapshotLease lease = lease()) {
      assertThat(lease.isDamaged()).isFalse();
      damage(first);
      assertThat(lease.isDamaged()).isTrue();
    }
    assertThatThrownBy(this::lease)
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("missing or damaged");

    String second = publish();

    assertThat(Files.readString(folder().resolve("CURRENT"))).doesNotContain(first);
    try (SnapshotLease lease = lease()) {
      assertThat(idOf(lease)).isEqualTo(second);
      read(lease);
    }
  }

  @Test
  void anEngineThatGivesUpIsStartedAnew() throws SQLException {
    publish();
    try (SnapshotLease lease = lease()) {
      assertThatThrownBy(() -> lease.database().run(SnapshotStoreTest::giveUp))
          .isInstanceOfSatisfying(
              CodeIntelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
          .hasMessageContaining("started anew");
      assertThat(lease.isUsable()).isFalse();
    }
    assertThat(store.damaged()).as("the file is what it was").isEmpty();
    try (SnapshotLease lease = lease()) {
      read(lease);
      assertThat(lease.isUsable()).isTrue();
    }
  }

  /** What the engine says of an error it did not expect, for everybody who asks from then on. */
  private static boolean giveUp(Connection connection) throws SQLException {
    throw new SQLException(
        "FATAL Error: Failed: database has been invalidated because of a previous fatal error.");
  }

  @Test
  void aListOfManyRefsIsReadOnlyWhenSomethingWasPublished() throws IOException {
    publish();
    publish(new SnapshotOwner(OWNER.repositoryId(), OWNER.name(), OWNER.origin(), "other"));
    assertThat(store.list())
        .extracting(StoredRef::ref)
        .containsExactlyInAnyOrder(OWNER.ref(), "other");

    // Nothing says that this is gone: it is not looked for at each question.
    Files.delete(folder().resolve("CURRENT"));
    assertThat(store.list()).hasSize(2);
    store.choose(OWNER.repositoryId(), "other");
    assertThat(store.list()).extracting(StoredRef::ref).containsExactly("other");
  }

  @Test
  void anotherProcessHearsOfWhatIsPublished() {
    try (SnapshotStore other = SnapshotStores.open(otherEngine, data)) {
      assertThat(other.list()).isEmpty();
      publish();
      assertThat(other.list()).hasSize(1);
      publish(new SnapshotOwner("second-1", "second", "/src/second", "main"));
      assertThat(other.list()).hasSize(2);
    }
  }
}
