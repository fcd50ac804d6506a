package dev.codeintel.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.catalog.TestFolder;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.resolution.RandomEdits;
import dev.codeintel.resolution.SampleTrees;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A snapshot that updates brought to where it is has the rows of one that was written whole, ids
 * apart. Random edits on real and small trees; {@code -Dedits=N -Dseed=S -Dtrees=FOLDER} for more.
 */
final class UpdateEqualsWholeTest {
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  @TempDir Path data;
  @TempDir Path wholeData;
  @TempDir Path parent;
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final DuckDbDatabase wholeEngine = DuckDbEngines.open();
  private long time = 1_700_000_000_000L;
  private int updates;

  @AfterEach
  void close() {
    engine.close();
    wholeEngine.close();
  }

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void updatesLeadToTheRowsOfAWholeIndex(Path tree) throws IOException {
    Path root = Files.createDirectory(parent.resolve("sample"));
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(SampleTrees.sources(tree), random);
    write(root, edits.files().keySet(), edits.files());
    SnapshotStore snapshots = SnapshotStores.open(engine, data);
    SnapshotStore wholeSnapshots = SnapshotStores.open(wholeEngine, wholeData);
    LocalService service = service(engine, snapshots);
    LocalService whole = service(wholeEngine, wholeSnapshots);
    service.index(root.toString(), false, IndexProgress.NONE);
    int count = Integer.getInteger("edits", 154);
    List<Set<String>> since = new ArrayList<>();
    for (int i = 1; i <= count; ) {
      int together = random.nextBoolean() ? 1 + random.nextInt(16) : 1;
      Set<String> touched = new TreeSet<>();
      for (int j = 0; j < together; j++, i++) {
        touched.addAll(edits.next());
      }
      write(root, touched, edits.files());
      since.add(touched);
      if (random.nextInt(8) == 0) {
        // Another process: it knows nothing but the snapshot.
        service.close();
        service = service(engine, snapshots);
      }
      IndexReport report = service.index(root.toString(), false, IndexProgress.NONE);
      updates += report.because().containsKey("") ? 0 : 1;
      if (random.nextInt(3) == 0 || i > count) {
        whole.index(root.toString(), true, IndexProgress.NONE);
        String what = tree + ", seed " + seed + ", edit " + i + ", touched " + since;
        assertThat(report.snapshot().counts()).as(what).containsKey("files_processed");
        SnapshotRows.assertEqual(
            what, new TestFolder(root).id(), "worktree", snapshots, wholeSnapshots);
        since.clear();
      }
    }
    assertThat(updates).as("updates that were not whole").isPositive();
    System.err.printf("%s: %d updates in %d edits%n", tree, updates, count);
    service.close();
    whole.close();
    snapshots.close();
    wholeSnapshots.close();
  }

  private static LocalService service(DuckDbDatabase engine, SnapshotStore snapshots) {
    return IndexingServices.open(
        engine,
        snapshots,
        EXTRACTOR,
        PackageResolvers.create(REGISTRY),
        (repository, onChange) -> () -> {},
        2);
  }

  private void write(Path root, Set<String> touched, Map<String, String> texts) throws IOException {
    for (String path : touched) {
      Path file = root.resolve(path);
      String text = texts.get(path);
      if (text == null) {
        Files.deleteIfExists(file);
      } else if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        // An edit may come to nothing; where the time alone is new there may be no update.
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        time += 1_000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
      }
    }
  }
}
