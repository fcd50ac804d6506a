package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A folder under git's control: an ordinary clone, a linked work tree or a submodule. Immutable and
 * thread-safe; git's data is opened for each question and closed again. What cannot be read is
 * treated as if it were not there: sources can be indexed without it.
 */
final class GitWorkTree {

  /**
   * What is checked out.
   *
   * @param commit full id
   * @param ref branch without its prefix, or "HEAD" if detached
   */
  record Head(ObjectId commit, String ref) {}

  private static final List<String> FILES =
      List.of("HEAD", "config", "index", "packed-refs", "commondir");

  private final Path root;
  private final String prefix;

  private GitWorkTree(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * Finds the work tree a folder is or lies in.
   *
   * @param folder a real path
   */
  static Optional<GitWorkTree> around(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
        String prefix = at.equals(folder) ? "" : slashed(at.relativize(folder)) + "/";
        GitWorkTree found = new GitWorkTree(at, prefix);
        return found.isSound() ? Optional.of(found) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Returns the work tree whose top is exactly this folder. */
  static Optional<GitWorkTree> at(Path folder) {
    if (!Files.exists(folder.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    GitWorkTree found = new GitWorkTree(folder, "");
    return found.isSound() ? Optional.of(found) : Optional.empty();
  }

  private static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private boolean isSound() {
    // a pipe in the place of one of these would block for ever whoever opens it
    Path gitFolder = root.resolve(Constants.DOT_GIT);
    for (String name : FILES) {
      Path file = gitFolder.resolve(name);
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return false;
      }
    }
    if (!Files.isDirectory(gitFolder) && !Files.isRegularFile(gitFolder)) {
      return false;
    }
    try (Repository repository = open()) {
      return !repository.isBare() && repository.exactRef(Constants.HEAD) != null;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Opens git's data; the caller closes it. */
  Repository open() throws IOException {
    QuietGitSystem.install();
    return new FileRepositoryBuilder().setWorkTree(root.toFile()).setMustExist(true).build();
  }

  /** Returns the top folder. */
  Path root() {
    return root;
  }

  /** Returns the path from the top to the folder asked for, with a slash at its end if any. */
  String prefix() {
    return prefix;
  }

  /** Returns what is checked out; empty before the first commit. */
  Optional<Head> head() {
    try (Repository repository = open()) {
      Ref head = repository.exactRef(Constants.HEAD);
      if (head == null || head.getObjectId() == null) {
        return Optional.empty();
      }
      String name =
          head.isSymbolic()
              ? Repository.shortenRefName(head.getTarget().getName())
              : Constants.HEAD;
      return Optional.of(new Head(head.getObjectId(), name));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the branch, even if it has no commit yet. */
  Optional<String> branch() {
    try (Repository repository = open()) {
      return Optional.ofNullable(repository.getBranch());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the tracked files, seen from the folder asked for. */
  GitIndex index() {
    try (Repository repository = open()) {
      return GitIndex.of(repository.readDirCache(), prefix);
    } catch (IOException | RuntimeException e) {
      return GitIndex.NONE;
    }
  }

  /** Returns the rules that come from no folder: the user's, then the repository's own. */
  List<IgnoreFile> commonRules() {
    List<IgnoreFile> rules = new ArrayList<>();
    try (Repository repository = open()) {
      rules.add(IgnoreFile.read(userRules(repository)));
      Path common = repository.getCommonDirectory().toPath();
      rules.add(IgnoreFile.read(common.resolve("info").resolve("exclude")));
    } catch (IOException | RuntimeException e) {
      return List.copyOf(rules);
    }
    return rules;
  }

  private static Path userRules(Repository repository) {
    String home = System.getProperty("user.home", "");
    String configured = repository.getConfig().getString("core", null, "excludesfile");
    if (configured != null && configured.startsWith("~/")) {
      return Path.of(home, configured.substring(2));
    }
    if (configured != null) {
      return Path.of(configured);
    }
    String settings = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        settings == null || settings.isEmpty() ? Path.of(home, ".config") : Path.of(settings);
    return folder.resolve("git").resolve("ignore");
  }

  /** Returns the folders in which git keeps what {@link #head()} reads. */
  List<Path> gitFolders() {
    try (Repository repository = open()) {
      Path own = repository.getDirectory().toPath().toRealPath();
      Path common = repository.getCommonDirectory().toPath().toRealPath();
      return own.equals(common) ? List.of(own) : List.of(own, common);
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
