package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.catalog.GraphLease;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.NamedRelationship;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports {@code scip/shapes/index.scip}, made in {@code scip/shapes/src} by {@code scip-typescript
 * index} 0.4.0, into the same small repository.
 */
class ScipImportTest {
  private static final Path SHAPES = Path.of("src/test/resources/scip/shapes");
  private static final int FUZZ_ROUNDS = 60;

  @TempDir Path data;
  @TempDir Path parent;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private Path root = Path.of("");
  private Path scip = Path.of("");
  private SnapshotStore snapshots = SnapshotStores.open(engine, root);
  private LocalService service = service();

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(parent.resolve("shapes"));
    scip = Files.copy(SHAPES.resolve("index.scip"), parent.resolve("index.scip"));
    try (Stream<Path> files = Files.list(SHAPES.resolve("src"))) {
      for (Path file : files.toList()) {
        Files.copy(file, root.resolve(file.getFileName()));
      }
    }
    snapshots = SnapshotStores.open(engine, data);
    service = service();
  }

  @AfterEach
  void close() {
    service.close();
    snapshots.close();
    engine.close();
  }

  private LocalService service() {
    LanguageRegistry languages = new LanguageRegistry();
    return IndexingServices.open(
        engine,
        snapshots,
        PackageExtractors.create(languages),
        PackageResolvers.create(languages),
        (repository, onChange) -> () -> {},
        1);
  }

  private IndexReport importScip() {
    return service.index(root.toString(), scip, IndexProgress.NONE);
  }

  private List<String> edges() {
    List<String> edges = new ArrayList<>();
    try (GraphLease lease = service.open("", "")) {
      for (NamedRelationship named : lease.graph().relationshipsAfter(-1, -1, "", 1_000)) {
        Relationship edge = named.relationship();
        if (edge.kind() != RelationshipKind.CONTAINS) {
          edges.add(
              "%s %s %s %s%s @%d"
                  .formatted(
                      named.fromKey(),
                      edge.kind().label(),
                      named.toKey(),
                      edge.evidence().label(),
                      edge.isDirect() ? "" : " derived",
                      edge.line() + 1));
        }
      }
    }
    edges.sort(null);
    return edges;
  }

  private String snapshotId() {
    try (GraphLease lease = service.open("", "")) {
      return lease.graph().snapshot().id();
    }
  }

  @Test
  void correctsWhatSourcesAloneLeaveOpen() throws IOException {
    service.index(root.toString(), false, IndexProgress.NONE);
    List<String> alone = edges();

    IndexReport report = importScip();

    assertThat(report.snapshot().counts().get("relationships_by_scip")).isPositive();
    List<String> removed = new ArrayList<>(alone);
    removed.removeAll(edges());
    List<String> added = new ArrayList<>(edges());
    added.removeAll(alone);
    String difference = listed("- ", removed) + listed("+ ", added);
    Path expected = SHAPES.resolve("difference.txt");
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(expected, difference);
    }
    assertThat(difference).isEqualTo(Files.readString(expected));
  }

  private static String listed(String mark, List<String> edges) {
    StringBuilder text = new StringBuilder();
    edges.forEach(edge -> text.append(mark).append(edge).append('\n'));
    return text.toString();
  }

  @Test
  void importsEvenIfNothingChanged() {
    service.index(root.toString(), false, IndexProgress.NONE);

    assertThat(importScip().isUnchanged()).isFalse();
    assertThat(service.index(root.toString(), false, IndexProgress.NONE).isUnchanged()).isTrue();
  }

  @Test
  void refusesWhatIsNoWholeIndex() throws IOException {
    byte[] whole = Files.readAllBytes(scip);

    Files.write(scip, Arrays.copyOf(whole, whole.length / 2));
    refused("is no whole SCIP index");
    Files.writeString(scip, "{\"metadata\": {}}");
    refused("is no whole SCIP index");
    Files.write(scip, new byte[0]);
    refused("holds no documents");
    Files.delete(scip);
    refused("cannot be read");
    Files.createDirectory(scip);
    refused("cannot be read");
  }

  @Test
  void refusesAnIndexOfAnotherTree() throws IOException {
    Files.move(root.resolve("shapes.ts"), root.resolve("forms.ts"));

    refused("\"shapes.ts\", which is not in this tree");
  }

  @Test
  void refusesAnIndexOfOlderSources() throws IOException {
    Path main = root.resolve("main.ts");
    String text = Files.readString(main);

    Files.writeString(main, "// moved\n" + text);
    refused("does not fit \"main.ts\": the file has changed");
    Files.writeString(main, text.substring(0, text.length() / 2));
    refused("does not fit \"main.ts\": the file has changed");
  }

  @Test
  void damagedIndexesChangeNothing() throws IOException {
    service.index(root.toString(), false, IndexProgress.NONE);
    byte[] whole = Files.readAllBytes(scip);
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      byte[] damaged =
          random.nextInt(3) == 0
              ? Arrays.copyOf(whole, random.nextInt(whole.length))
              : whole.clone();
      for (int flips = random.nextInt(8); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(scip, damaged);
      String before = snapshotId();
      try {
        importScip();
      } catch (CodeIntelException e) {
        assertThat(e.code()).as("seed %d, round %d", seed, round).isEqualTo(ErrorCode.CALLER);
        assertThat(snapshotId()).as("seed %d, round %d", seed, round).isEqualTo(before);
      }
    }
  }

  private void refused(String why) throws IOException {
    List<String> before = filesOf(data);
    ThrowingCallable importing = this::importScip;

    assertThatThrownBy(importing)
        .isInstanceOf(CodeIntelException.class)
        .hasMessageContaining(why)
        .extracting(e -> ((CodeIntelException) e).code())
        .isEqualTo(ErrorCode.CALLER);
    assertThat(filesOf(data))
        .filteredOn(name -> name.endsWith(".duckdb"))
        .isEqualTo(duckdb(before));
  }

  private static List<String> duckdb(List<String> names) {
    return names.stream().filter(name -> name.endsWith(".duckdb")).toList();
  }

  private static List<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
