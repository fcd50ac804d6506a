package dev.codeintel.indexing;

import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.catalog.GraphLease;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import dev.codeintel.source.SourceFixtures;
import dev.codeintel.source.SourceRepositories;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An indexed file that becomes something else leaves nothing behind. */
class GhostTest {

  /** What may stand where a file was. */
  enum Kind {
    FILE,
    LINK_TO_A_FILE,
    LINK_OUT,
    LINK_TO_NOTHING,
    LINK_TO_ITSELF,
    LINK_TO_A_FOLDER,
    PIPE,
    SOCKET,
    FOLDER,
    FOLDER_WITH_A_FILE,
    NESTED_REPOSITORY,
    TOO_LARGE,
    BINARY,
    IGNORED,
    NOTHING
  }

  @TempDir Path data;
  @TempDir Path wholeData;
  @TempDir Path parent;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final DuckDbDatabase wholeEngine = DuckDbEngines.open();
  private Path root;
  private SnapshotStore snapshots;
  private SnapshotStore wholeSnapshots;
  private SourceRepositories sources;
  private LocalService service;
  private LocalService whole;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(parent.toRealPath().resolve("r"));
    snapshots = SnapshotStores.open(engine, data);
    wholeSnapshots = SnapshotStores.open(wholeEngine, wholeData);
    sources = SourceFixtures.repositories(data, "max-file-size", "20K");
    service = service(engine, snapshots);
    whole = service(wholeEngine, wholeSnapshots);
    write(parent, "outside/secret.py", "def outside():\n    pass\n");
    write(root, "keep.py", "import a\n\ndef keep():\n    a.ghost()\n");
    for (int i = 0; i < 20; i++) {
      write(root, "m" + i + ".py", "def f" + i + "():\n    pass\n");
    }
    become(Kind.FILE, "a.py", 0);
  }

  @AfterEach
  void close() {
    service.close();
    whole.close();
    snapshots.close();
    wholeSnapshots.close();
    engine.close();
    wholeEngine.close();
  }

  private LocalService service(DuckDbDatabase database, SnapshotStore store) {
    return IndexingServices.open(sources, database, store, (repository, onChange) -> () -> {}, 1);
  }

  private void become(Kind kind, String path, int number) throws IOException {
    Path file = root.resolve(path);
    remove(file);
    Files.writeString(root.resolve(".gitignore"), kind == Kind.IGNORED ? path + "\n" : "");
    switch (kind) {
      case FILE, IGNORED -> write(root, path, "def ghost():\n    return %d\n".formatted(number));
      case LINK_TO_A_FILE -> Files.createSymbolicLink(file, Path.of("keep.py"));
      case LINK_OUT -> Files.createSymbolicLink(file, parent.resolve("outside/secret.py"));
      case LINK_TO_NOTHING -> Files.createSymbolicLink(file, Path.of("nowhere.py"));
      case LINK_TO_ITSELF -> Files.createSymbolicLink(file, Path.of(path));
      case LINK_TO_A_FOLDER -> Files.createSymbolicLink(file, parent.resolve("outside"));
      case PIPE -> pipe(file);
      case SOCKET -> socket(file);
      case FOLDER -> Files.createDirectory(file);
      case FOLDER_WITH_A_FILE -> write(root, path + "/b.py", "def inner():\n    pass\n");
      case NESTED_REPOSITORY -> {
        write(root, path + "/.git/HEAD", "ref: refs/heads/main\n");
        write(root, path + "/.git/config", "");
        write(root, path + "/b.py", "def nested():\n    pass\n");
      }
      case TOO_LARGE -> write(root, path, "# long\n".repeat(4_000));
      case BINARY -> write(root, path, "def ghost(): \0\0\0\0");
      case NOTHING -> assertThat(file).doesNotExist();
    }
  }

  private static void remove(Path file) throws IOException {
    if (!Files.isDirectory(file) || Files.isSymbolicLink(file)) {
      Files.deleteIfExists(file);
      return;
    }
    try (Stream<Path> below = Files.walk(file)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void pipe(Path file) throws IOException {
    try {
      int code = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      assumeThat(code).as("mkfifo works here").isZero();
    } catch (IOException e) {
      assumeThat(e).as("mkfifo is installed").isNull();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void socket(Path file) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(file));
    } catch (UnsupportedOperationException e) {
      assumeThat(e).as("sockets can be files here").isNull();
    }
  }

  private String index() {
    return service.index(root.toString(), false, IndexProgress.NONE).snapshot().id();
  }

  private boolean finds(String name) {
    try (GraphLease lease = service.open("r", "")) {
      return !lease.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty();
    }
  }

  private void assertUpdateEqualsWhole(String what) {
    index();
    whole.index(root.toString(), true, IndexProgress.NONE);
    String id = sources.open(root.toString()).id();
    SnapshotRows.assertEqual(what, id, "worktree", snapshots, wholeSnapshots);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingStaysOfAFileThatBecameSomethingElse(Kind kind) throws IOException {
    index();
    assertThat(finds("ghost")).isTrue();

    become(kind, "a.py", 1);
    if (kind != Kind.FILE) {
      // another process asks before there is an update
      LocalService other = service(engine, snapshots);
      try (GraphLease lease = other.open("r", "")) {
        assertThat(lease.freshness().staleFiles()).isPositive();
      }
      other.close();
    }

    assertUpdateEqualsWhole(kind.toString());
    assertThat(finds("ghost")).isEqualTo(kind == Kind.FILE);
    assertThat(finds("outside")).isFalse();
    write(root, "m1.py", "def later():\n    pass\n");
    assertUpdateEqualsWhole(kind + " and a later run");
    become(Kind.FILE, "a.py", 2);
    assertUpdateEqualsWhole(kind + " and back");
    assertThat(finds("ghost")).isTrue();
  }

  @Test
  void anyKindMayFollowAnyOther() throws IOException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    index();
    for (int i = 0; i < 40; i++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      become(kind, random.nextBoolean() ? "a.py" : "m3.py", i);
      assertUpdateEqualsWhole("test.seed=" + seed + ", step " + i + ", " + kind);
    }
  }

  @Test
  void aReasonThatIsAnotherIsAChange() throws IOException {
    become(Kind.LINK_TO_NOTHING, "a.py", 0);
    String first = index();
    assertThat(index()).isEqualTo(first);

    become(Kind.LINK_OUT, "a.py", 0);

    assertUpdateEqualsWhole("another reason");
  }

  /** As {@code cp -p} and {@code touch -r} do. */
  @Test
  void aChangeThatKeepsSizeAndTimeIsAChange() throws IOException {
    Path file = root.resolve("keep.py");
    FileTime time = Files.getLastModifiedTime(file);
    String first = index();

    write(root, "keep.py", "import a\n\ndef kept():\n    a.ghost()\n");
    Files.setLastModifiedTime(file, time);

    assertThat(index()).isNotEqualTo(first);
    assertUpdateEqualsWhole("kept size and time");
  }
}
