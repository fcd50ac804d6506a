package dev.codeintel.indexing;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.catalog.GraphLease;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.Snapshot;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import dev.codeintel.source.DiskTreeWatcher;
import dev.codeintel.source.SourceFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A followed git repository: what is saved or checked out reaches the answers. */
class BranchSwitchTest {
  private static final int FILES = 5_000;
  private static final int CHANGED = 2_000;

  @TempDir Path temporary;
  private Path root = Path.of("");
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private SnapshotStore snapshots = SnapshotStores.open(engine, root);
  private LocalService service = service(root);

  @BeforeEach
  void open() throws IOException {
    assumeThat(SourceFixtures.hasGit()).as("git is installed").isTrue();
    root = Files.createDirectory(temporary.toRealPath().resolve("shop"));
    snapshots = SnapshotStores.open(engine, temporary.resolve("snapshots"));
    service = service(temporary.resolve("data"));
    git(root, "init", "-q", "-b", "main");
    for (int i = 0; i < FILES; i++) {
      write(root, "p" + i % 50 + "/m" + i + ".py", "def before" + i + "():\n    return 1\n");
    }
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "main");
    git(root, "checkout", "-q", "-b", "feature");
    for (int i = 0; i < CHANGED; i++) {
      write(root, "p" + i % 50 + "/m" + i + ".py", "def after" + i + "():\n    return 2\n");
    }
    git(root, "commit", "-q", "-a", "-m", "feature");
    git(root, "checkout", "-q", "main");
  }

  @AfterEach
  void close() {
    service.close();
    snapshots.close();
    engine.close();
  }

  private LocalService service(Path data) {
    return IndexingServices.open(
        SourceFixtures.repositories(data),
        engine,
        snapshots,
        new DiskTreeWatcher(SourceFixtures.config()),
        2);
  }

  @Test
  void aBranchSwitchIsOneUpdate() {
    service.follow(root.toString());
    await().atMost(Duration.ofMinutes(2)).until(() -> finds("before1999"));

    git(root, "checkout", "-q", "feature");
    await().atMost(Duration.ofMinutes(2)).until(() -> finds("after1999"));

    Map<String, Long> counts = newest().orElseThrow().counts();
    assertThat(newest().orElseThrow().ref()).isEqualTo("feature");
    assertThat(counts).containsEntry("files_processed", (long) CHANGED);
    assertThat(finds("before1999")).isFalse();
    assertThat(finds("before" + (FILES - 1))).isTrue();
  }

  @Test
  void aSavedFileReachesTheAnswers() {
    service.follow(root.toString());
    await().atMost(Duration.ofMinutes(2)).until(() -> finds("before1999"));

    write(root, "p1/m1.py", "def saved():\n    return before2()\n");
    await().atMost(Duration.ofMinutes(1)).until(() -> finds("saved"));

    assertThat(newest().orElseThrow().counts()).containsEntry("files_processed", 1L);
  }

  private boolean finds(String name) {
    try (GraphLease lease = service.open("", "")) {
      return !lease.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty();
    } catch (CodeIntelException e) {
      return false;
    }
  }

  private Optional<Snapshot> newest() {
    try (GraphLease lease = service.open("", "")) {
      return Optional.of(lease.graph().snapshot());
    } catch (CodeIntelException e) {
      return Optional.empty();
    }
  }
}
