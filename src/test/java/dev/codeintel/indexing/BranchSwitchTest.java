package dev.codeintel.indexing;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.cache.TieredCache;
import dev.codeintel.config.MemoryBudget;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.model.Snapshot;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import dev.codeintel.source.DiskTreeWatcher;
import dev.codeintel.source.SourceFixtures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private DefaultIndexingService service = service(root);

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

  private DefaultIndexingService service(Path data) {
    LanguageRegistry languages = new LanguageRegistry();
    TieredCache none = new TieredCache(List.of(), new Meters(new SimpleMeterRegistry()));
    return IndexingServices.open(
        SourceFixtures.repositories(data),
        engine,
        snapshots,
        PackageExtractors.create(languages),
        none,
        new MemoryGovernor(MemoryBudget.ofMachine(), none),
        PackageResolvers.create(languages),
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
