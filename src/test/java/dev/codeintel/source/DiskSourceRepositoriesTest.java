package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.git;
import static dev.codeintel.source.SourceFixtures.hasGit;
import static dev.codeintel.source.SourceFixtures.paths;
import static dev.codeintel.source.SourceFixtures.repositories;
import static dev.codeintel.source.SourceFixtures.skipped;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.SkipReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSourceRepositoriesTest {
  @TempDir Path temporary;
  private Path base;
  private Path root;
  private SourceRepositories repositories;

  @BeforeEach
  void setUp() throws IOException {
    base = temporary.toRealPath();
    root = Files.createDirectory(base.resolve("My App"));
    repositories = repositories(base.resolve("data"));
  }

  private void commitAll(Path folder, String message) {
    git(folder, "add", "-A");
    git(folder, "commit", "-q", "-m", message);
  }

  private void gitRepository() {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "main");
    write(root, "src/a.py", "def a(): pass\n");
    commitAll(root, "first");
  }

  @Test
  void namesAFolderForPeopleAndForFolders() {
    SourceRepository repository = repositories.open(root.toString());

    assertThat(repository.name()).isEqualTo("My App");
    assertThat(repository.id()).matches("my-app-[0-9a-f]{10}");
    assertThat(repository.origin()).isEqualTo(root.toString());
    assertThat(repository.root()).isEqualTo(root);
  }

  @Test
  void saysWhatToDoAboutAMissingFolder() {
    assertThatThrownBy(() -> repositories.open(base.resolve("none").toString()))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining("Give an existing folder");
  }

  @Test
  void saysWhatToDoAboutAFile() {
    Path file = write(root, "a.py", "");

    assertThatThrownBy(() -> repositories.open(file.toString()))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CALLER))
        .hasMessageContaining("is a file")
        .hasMessageContaining("Give the folder it is in: " + root);
  }

  @Test
  void saysWhatToDoAboutAFolderThatMayNotBeRead() {
    assumeThat(root.toFile().setReadable(false) && !Files.isReadable(root))
        .as("this user can read everything")
        .isTrue();

    assertThatThrownBy(() -> repositories.open(root.toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("permission");
  }

  @Test
  void aFolderWithoutVersionControlHasARevisionByItsFiles() throws IOException {
    Path file = write(root, "a.py", "1");
    Revision before = repositories.open(root.toString()).revision();

    Files.writeString(file, "22");

    Revision after = repositories.open(root.toString()).revision();
    assertThat(before.revision()).matches("files-[0-9a-f]{10}");
    assertThat(before.ref()).isEqualTo("worktree");
    assertThat(after.revision()).startsWith("files-").isNotEqualTo(before.revision());
  }

  @Test
  void aBrokenGitFolderIsNoVersionControl() {
    write(root, ".git/HEAD", "ref: refs/heads/x\n");
    write(root, "sub/.git", "gitdir: ../../nowhere\n");
    write(root, "sub/a.py", "");

    SourceRepository repository = repositories.open(root.toString());

    assertThat(repository.revision().revision()).startsWith("files-");
    assertThat(paths(repository.walk())).containsExactly("sub/a.py");
    assertThat(repositories.open(root.resolve("sub").toString()).revision().ref())
        .isEqualTo("worktree");
  }

  @Test
  void revisionIsTheCommitAndShowsEveryKindOfChange() throws IOException {
    gitRepository();
    write(root, ".gitignore", "*.log\n");
    commitAll(root, "ignore");
    String commit = git(root, "rev-parse", "HEAD").substring(0, 7);
    SourceRepository repository = repositories.open(root.toString());

    assertThat(repository.revision()).isEqualTo(new Revision(commit, "main"));

    write(root, "x.log", "ignored");
    write(root, "node_modules/a.js", "ignored");
    assertThat(repository.revision().revision()).isEqualTo(commit);

    Path added = write(root, "b.py", "");
    assertThat(repository.revision().revision()).isEqualTo(commit + "+");

    git(root, "add", "b.py");
    assertThat(repository.revision().revision()).isEqualTo(commit + "+");
    git(root, "rm", "-q", "--cached", "b.py");
    Files.delete(added);
    assertThat(repository.revision().revision()).isEqualTo(commit);

    write(root, "src/a.py", "def b(): pass\n");
    assertThat(repository.revision().revision()).isEqualTo(commit + "+");
    write(root, "src/a.py", "def a(): pass\n");
    assertThat(repository.revision().revision()).isEqualTo(commit);

    Files.delete(root.resolve("src/a.py"));
    assertThat(repository.revision().revision()).isEqualTo(commit + "+");
  }

  @Test
  void aDetachedHeadIsNamedSo() {
    gitRepository();
    git(root, "checkout", "-q", "--detach");

    assertThat(repositories.open(root.toString()).revision().ref()).isEqualTo("HEAD");
  }

  @Test
  void aRepositoryWithoutCommitsHasItsBranchAndAHash() {
    assumeThat(hasGit()).as("git is installed").isTrue();
    git(root, "init", "-q", "-b", "trunk");
    write(root, "a.py", "");

    Revision revision = repositories.open(root.toString()).revision();

    assertThat(revision.revision()).startsWith("files-");
    assertThat(revision.ref()).isEqualTo("trunk");
  }

  @Test
  void aLinkedWorkTreeHasItsOwnBranch() {
    gitRepository();
    Path linked = base.resolve("linked");
    git(root, "worktree", "add", "-q", "-b", "feature", linked.toString());

    SourceRepository repository = repositories.open(linked.toString());

    assertThat(repository.revision().ref()).isEqualTo("feature");
    assertThat(repository.revision().revision()).hasSize(7);
    assertThat(paths(repository.walk())).containsExactly("src/a.py");
  }

  @Test
  void aSubFolderUsesTheRulesAndTheRevisionOfItsRepository() {
    gitRepository();
    write(root, ".gitignore", "*.log\n/src/gen/\n");
    write(root, "src/x.log", "");
    write(root, "src/gen/a.py", "");
    write(root, "src/deep/b.py", "");
    commitAll(root, "second");
    write(root, "elsewhere.py", "");

    SourceRepository repository = repositories.open(root.resolve("src").toString());

    assertThat(paths(repository.walk())).containsExactly("a.py", "deep/b.py");
    assertThat(skipped(repository.walk())).containsOnlyKeys("gen/", "x.log");
    assertThat(repository.revision().revision()).doesNotEndWith("+");
  }

  @Test
  void trackedFilesAreKeptThoughIgnored() {
    gitRepository();
    write(root, "lib/kept.py", "");
    commitAll(root, "lib");
    write(root, ".gitignore", "lib/\n");
    write(root, "lib/dropped.py", "");

    SourceTree tree = repositories.open(root.toString()).walk();

    assertThat(paths(tree)).containsExactly(".gitignore", "lib/kept.py", "src/a.py");
    assertThat(skipped(tree)).containsEntry("lib/dropped.py", SkipReason.GITIGNORED);
  }

  @Test
  void followsTheRepositorysOwnExcludes() {
    gitRepository();
    write(root, ".git/info/exclude", "*.tmp\n");
    write(root, "a.tmp", "");

    assertThat(skipped(repositories.open(root.toString()).walk()))
        .containsEntry("a.tmp", SkipReason.GITIGNORED);
  }

  @Test
  void aSubmoduleIsWalkedIfItIsThereAndReportedIfNot() {
    gitRepository();
    Path other = base.resolve("other");
    write(other, "sub.py", "");
    git(other, "init", "-q", "-b", "main");
    commitAll(other, "sub");
    git(root, "submodule", "--quiet", "add", other.toUri().toString(), "lib/sub");
    commitAll(root, "submodule");
    SourceRepository present = repositories.open(root.toString());
    SourceRepository missing = repositories.open(root.toUri().toString());

    assertThat(paths(present.walk())).contains("lib/sub/sub.py");
    assertThat(present.revision().revision()).doesNotEndWith("+");
    assertThat(skipped(missing.walk())).containsEntry("lib/sub/", SkipReason.SUBMODULE_MISSING);

    write(root, "lib/sub/sub.py", "changed");
    assertThat(present.revision().revision()).endsWith("+");
  }

  @Test
  void clonesAUrlAndBringsItUpToDate() {
    gitRepository();
    String url = root.toUri().toString();
    SourceRepository first = repositories.open(url);
    String commit = git(root, "rev-parse", "HEAD").substring(0, 7);

    assertThat(first.name()).isEqualTo("My%20App");
    assertThat(first.root()).startsWith(base.resolve("data"));
    assertThat(paths(first.walk())).containsExactly("src/a.py");
    assertThat(first.revision()).isEqualTo(new Revision(commit, "main"));

    write(root, "src/b.py", "");
    git(root, "rm", "-q", "src/a.py");
    commitAll(root, "second");
    SourceRepository second = repositories.open(url);

    assertThat(second.root()).isEqualTo(first.root());
    assertThat(paths(second.walk())).containsExactly("src/b.py");
    assertThat(second.revision().revision()).isNotEqualTo(commit).hasSize(7);
  }

  @Test
  void clonesABranchOrATag() {
    gitRepository();
    git(root, "tag", "-a", "v1", "-m", "one");
    git(root, "checkout", "-q", "-b", "feature/x");
    write(root, "b.py", "");
    commitAll(root, "second");
    git(root, "checkout", "-q", "main");
    String url = root.toUri().toString();

    SourceRepository branch = repositories.open(url + "#feature/x");
    SourceRepository tag = repositories.open(url + "#v1");

    assertThat(paths(branch.walk())).containsExactly("b.py", "src/a.py");
    assertThat(branch.revision().ref()).isEqualTo("feature/x");
    assertThat(paths(tag.walk())).containsExactly("src/a.py");
    assertThat(tag.revision().ref()).isEqualTo("v1");
    assertThat(tag.id()).isNotEqualTo(branch.id());
    assertThatThrownBy(() -> repositories.open(url + "#nowhere"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no branch or tag named nowhere");
  }

  @Test
  void recoversFromAnInterruptedClone() throws IOException {
    gitRepository();
    String url = root.toUri().toString();
    Path clone = repositories.open(url).root();
    write(clone, ".git/index.lock", "");
    write(clone, "src/a.py", "changed");

    assertThat(repositories.open(url).revision().revision()).doesNotEndWith("+");

    Files.writeString(clone.resolve(".git/HEAD"), "garbage");
    assertThat(paths(repositories.open(url).walk())).containsExactly("src/a.py");
    assertThat(Files.readString(clone.resolve(".git/config")))
        .as("a collector in the background would write while a broken clone is deleted")
        .contains("autoDetach = false");
  }

  @Test
  void noMessageHasCredentialsInIt() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    String url = "http://someone:hunter2@127.0.0.1:" + closedPort + "/a/b.git";

    assertThatThrownBy(() -> repositories.open(url))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(trace.toString()).doesNotContain("hunter2").doesNotContain("someone");
              assertThat(e.getMessage()).contains("127.0.0.1");
            });
  }

  @Test
  void aUrlWithoutARepositoryIsNotFound() {
    assertThatThrownBy(() -> repositories.open(base.resolve("none").toUri().toString()))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void leavesGitsFolderAndTheHomeAlone() throws IOException {
    gitRepository();
    SourceRepository repository = repositories.open(root.toString());
    Path jgitSettings = Path.of(System.getProperty("user.home"), ".config", "jgit", "config");
    boolean hadSettings = Files.exists(jgitSettings);
    long before = entries(root.resolve(".git"));

    repository.revision();
    repository.walk();

    assertThat(entries(root.resolve(".git"))).isEqualTo(before);
    assertThat(Files.exists(jgitSettings)).isEqualTo(hadSettings);
  }

  private static long entries(Path folder) throws IOException {
    try (var entries = Files.walk(folder)) {
      return entries.count();
    }
  }
}
