package dev.codeintel.indexing;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.codeintel.catalog.CatalogException;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.snapshot.SnapshotStores;
import dev.codeintel.source.DiskTreeWatcher;
import dev.codeintel.source.SourceFixtures;
import dev.codeintel.source.SourceRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshot answers when no ref is named: the one of what is checked out. */
class CheckedOutRefTest {

  /** What an answer said. */
  private record Seen(String ref, TreeSet<String> names, int staleFiles) {
    static final Seen NOTHING = new Seen("", new TreeSet<>(), -1);

    boolean isFresh(String wantedRef, String name) {
      return ref.equals(wantedRef) && staleFiles == 0 && names.contains(name);
    }
  }

  @TempDir Path temporary;
  private Path root;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private LocalService service;

  @BeforeEach
  void open() throws IOException {
    assumeThat(SourceFixtures.hasGit()).as("git is installed").isTrue();
    root = Files.createDirectory(temporary.toRealPath().resolve("shop"));
    service = service();
    write(root, "common.py", "def common():\n    pass\n");
    write(root, "a.py", "def of_main():\n    pass\n");
    git(root, "init", "-q", "-b", "main");
    commit(root);
    git(root, "tag", "v1");
    git(root, "checkout", "-q", "-b", "feature");
    write(root, "a.py", "def of_feature():\n    pass\n");
    commit(root);
    git(root, "tag", "v2");
    git(root, "checkout", "-q", "main");
  }

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private static void commit(Path folder) {
    git(folder, "add", "-A");
    git(folder, "commit", "-q", "-m", "a commit");
  }

  /** Returns a service as a process of its own would have it; the data folder is shared. */
  private LocalService service() {
    DuckDbDatabase engine = DuckDbEngines.open();
    SnapshotStore snapshots = SnapshotStores.open(engine, temporary.resolve("data"));
    SourceRepositories sources = SourceFixtures.repositories(temporary.resolve("clones"));
    LocalService made =
        IndexingServices.open(
            sources, engine, snapshots, new DiskTreeWatcher(SourceFixtures.config()), 1);
    opened.addAll(List.of(engine, snapshots, made));
    return made;
  }

  private void index() {
    service.index(root.toString(), false, IndexProgress.NONE);
  }

  private Seen look() {
    return look(service, "");
  }

  private static Seen look(LocalService service, String repository) {
    try (GraphLease lease = service.open(repository, "")) {
      TreeSet<String> names = new TreeSet<>();
      for (String name : List.of("common", "of_main", "of_feature", "of_other")) {
        if (!lease.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty()) {
          names.add(name);
        }
      }
      return new Seen(lease.graph().snapshot().ref(), names, lease.freshness().staleFiles());
    } catch (CodeIntelException e) {
      return Seen.NOTHING;
    }
  }

  /** Asks until the answer is a fresh one of this ref; none before it may be fresh and wrong. */
  private static void awaitFresh(LocalService service, String ref, String name) {
    await().atMost(Duration.ofSeconds(30)).until(() -> look(service, "").isFresh(ref, name));
  }

  @Test
  void aServerComesBackToABranchWhoseSnapshotIsStillRight() {
    service.follow(root.toString());
    awaitFresh(service, "main", "of_main");

    git(root, "checkout", "-q", "feature");
    awaitFresh(service, "feature", "of_feature");
    git(root, "checkout", "-q", "main");

    awaitFresh(service, "main", "of_main");
    assertThat(look().names()).containsExactly("common", "of_main");
  }

  @Test
  void theIndexCommandSaysWhatIsMeantEvenIfNothingChanged() {
    index();
    git(root, "checkout", "-q", "feature");
    index();
    git(root, "checkout", "-q", "main");
    index();

    assertThat(look().isFresh("main", "of_main")).as("%s", look()).isTrue();
  }

  @Test
  void whatIsCheckedOutNowIsMeantWithoutAnotherRun() {
    index();
    git(root, "checkout", "-q", "feature");
    index();

    git(root, "checkout", "-q", "main");

    assertThat(look().isFresh("main", "of_main")).as("%s", look()).isTrue();
    assertThat(service.status().get(0).snapshot()).isNotNull();
    assertThat(service.status().get(0).snapshot().ref()).isEqualTo("main");
  }

  @Test
  void aServerStartedOnTheOtherBranchServesThatOne() {
    index();
    git(root, "checkout", "-q", "feature");
    index();
    git(root, "checkout", "-q", "main");

    LocalService other = service();
    other.follow(root.toString());

    assertThat(look(other, "").ref()).isEqualTo("main");
    awaitFresh(other, "main", "of_main");
  }

  @Test
  void twoServersOnOneFolderMeanTheSame() {
    LocalService other = service();
    service.follow(root.toString());
    other.follow(root.toString());
    for (String branch : List.of("main", "feature", "main", "feature")) {
      git(root, "checkout", "-q", branch);
      awaitFresh(service, branch, "of_" + branch);
      awaitFresh(other, branch, "of_" + branch);
    }
  }

  @Test
  void aDetachedHeadIsARefOfItsOwn() {
    index();
    git(root, "checkout", "-q", "v2");
    index();
    assertThat(look().isFresh("HEAD", "of_feature")).as("%s", look()).isTrue();

    git(root, "checkout", "-q", "v1");
    assertThat(look().staleFiles()).isEqualTo(1);
    index();
    assertThat(look().isFresh("HEAD", "of_main")).as("%s", look()).isTrue();

    git(root, "checkout", "-q", "feature");
    assertThat(look().staleFiles()).as("no snapshot of it yet: %s", look()).isNotZero();

    git(root, "checkout", "-q", "main");
    assertThat(look().isFresh("main", "of_main")).as("%s", look()).isTrue();
  }

  @Test
  void worktreesDoNotMeddleWithEachOther() {
    Path linked = root.resolveSibling("linked");
    git(root, "worktree", "add", "-q", linked.toString(), "feature");
    index();
    service.index(linked.toString(), false, IndexProgress.NONE);

    assertThat(look(service, root.toString()).isFresh("main", "of_main")).isTrue();
    assertThat(look(service, linked.toString()).isFresh("feature", "of_feature")).isTrue();

    git(linked, "checkout", "-q", "--detach", "main");
    assertThat(look(service, linked.toString()).staleFiles()).isEqualTo(1);
    service.index(linked.toString(), false, IndexProgress.NONE);
    assertThat(look(service, root.toString()).isFresh("main", "of_main")).isTrue();
    assertThat(look(service, linked.toString()).isFresh("HEAD", "of_main")).isTrue();
  }

  @Test
  void aBranchThatIsRenamedIsServed() {
    service.follow(root.toString());
    awaitFresh(service, "main", "of_main");

    git(root, "branch", "-q", "-m", "main", "trunk");

    awaitFresh(service, "trunk", "of_main");
  }

  @Test
  void aBranchMadeAgainAtAnotherCommitIsNotFresh() {
    index();
    git(root, "checkout", "-q", "feature");
    index();
    git(root, "checkout", "-q", "main");
    git(root, "branch", "-q", "-D", "feature");
    git(root, "checkout", "-q", "-b", "feature");
    write(root, "a.py", "def of_other():\n    pass\n");
    commit(root);

    assertThat(look().staleFiles()).as("%s", look()).isNotZero();
    index();
    assertThat(look().isFresh("feature", "of_other")).as("%s", look()).isTrue();
  }

  @Test
  void anUnbornBranchIsServed() {
    service.follow(root.toString());
    awaitFresh(service, "main", "of_main");

    git(root, "checkout", "-q", "--orphan", "empty");
    git(root, "rm", "-q", "-r", "--cached", ".");
    write(root, "a.py", "def of_other():\n    pass\n");

    awaitFresh(service, "empty", "of_other");
    git(root, "checkout", "-q", "-f", "main");
    awaitFresh(service, "main", "of_main");
  }

  @Test
  void aSwitchDuringARunIsNotPublishedUnderTheOldName() {
    List<String> switches = new ArrayList<>(List.of("feature"));

    service.index(
        root.toString(),
        false,
        (stage, done, total) -> {
          if (stage == dev.codeintel.model.IndexStage.PARSE && !switches.isEmpty()) {
            git(root, "checkout", "-q", switches.remove(0));
          }
        });

    assertThat(look().isFresh("feature", "of_feature")).as("%s", look()).isTrue();
    git(root, "checkout", "-q", "main");
    try (GraphLease lease = service.open("", "main")) {
      assertThat(lease.graph().symbolsByName("of_feature", SymbolFilter.ALL, 1)).isEmpty();
    } catch (CatalogException e) {
      assertThat(e).hasMessageContaining("no snapshot");
    }
  }
}
