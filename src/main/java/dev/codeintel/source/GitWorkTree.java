package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder under git's control: an ordinary clone, a linked work tree or a submodule. Immutable and
 * thread-safe; git's data is read anew for each question. What cannot be read is treated as if it
 * were not there: sources can be indexed without it.
 */
final class GitWorkTree {

  /**
   * What is checked out.
   *
   * @param commit full id, hexadecimal
   * @param ref branch without its prefix, or "HEAD" if detached
   */
  record Head(String commit, String ref) {}

  /** Indexes of half a million files are smaller; a walk takes no more. */
  private static final int MAX_INDEX_BYTES = 64 << 20;

  private static final int MAX_NESTED_INDEX_BYTES = 16 << 20;

  private static final int MAX_RULES_BYTES = 1 << 20;
  private static final String DETACHED = "HEAD";
  private static final List<String> PREFIXES =
      List.of("refs/heads/", "refs/tags/", "refs/remotes/");

  private final Path root;
  private final String prefix;
  private final GitFolder folder;

  private GitWorkTree(Path root, String prefix, GitFolder folder) {
    this.root = root;
    this.prefix = prefix;
    this.folder = folder;
  }

  /**
   * Finds the work tree a folder is or lies in.
   *
   * @param folder a real path
   */
  static Optional<GitWorkTree> around(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (hasEntry(at)) {
        String prefix = at.equals(folder) ? "" : slashed(at.relativize(folder)) + "/";
        return sound(at, prefix, Fence.NONE);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the work tree whose top is exactly this folder.
   *
   * @param fence what may be read of it
   */
  static Optional<GitWorkTree> at(Path folder, Fence fence) {
    return hasEntry(folder) ? sound(folder, "", fence) : Optional.empty();
  }

  private static boolean hasEntry(Path folder) {
    return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<GitWorkTree> sound(Path root, String prefix, Fence fence) {
    return GitFolder.of(root, fence)
        .map(folder -> new GitWorkTree(root, prefix, folder))
        .filter(found -> found.folder.objects().isPresent())
        .filter(found -> new GitRefs(found.folder).head().isPresent());
  }

  private static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
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
    GitRefs refs = new GitRefs(folder);
    Optional<String> head = refs.head();
    return head.flatMap(refs::commit).map(commit -> new Head(commit, shortened(head.get())));
  }

  /** Returns the branch, even if it has no commit yet, or "HEAD" if detached. */
  String branch() {
    return new GitRefs(folder).head().map(GitWorkTree::shortened).orElse(DETACHED);
  }

  /** Returns the file that is replaced whenever another ref is checked out. */
  Path headFile() {
    return new GitRefs(folder).headFile();
  }

  private static String shortened(String head) {
    if (!GitRefs.isRef(head)) {
      return DETACHED;
    }
    for (String start : PREFIXES) {
      if (head.startsWith(start)) {
        return head.substring(start.length());
      }
    }
    return head;
  }

  /** Returns the tracked files, seen from the folder asked for. */
  GitIndex index() {
    return index(MAX_INDEX_BYTES);
  }

  /** Returns the tracked files, if they are not too many for one repository among others. */
  GitIndex indexOfNested() {
    return index(MAX_NESTED_INDEX_BYTES);
  }

  private GitIndex index(int maxBytes) {
    try {
      return readIndex(maxBytes);
    } catch (IOException e) {
      return GitIndex.NONE;
    }
  }

  /**
   * Returns the tracked files, seen from the folder asked for; none if there is no index yet.
   *
   * @throws IOException if there is one that cannot be read
   */
  GitIndex readIndex() throws IOException {
    return readIndex(MAX_INDEX_BYTES);
  }

  private GitIndex readIndex(int maxBytes) throws IOException {
    Optional<byte[]> content = PlainFiles.read(folder.indexFile(), maxBytes, folder.fence());
    if (content.isPresent()) {
      return GitIndex.parse(content.get(), hash(), prefix);
    }
    if (Files.exists(folder.indexFile(), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the index is no file, or too large");
    }
    return GitIndex.NONE;
  }

  /** Returns when the index was written last. */
  Instant indexWritten() throws IOException {
    return Files.getLastModifiedTime(folder.indexFile()).toInstant();
  }

  GitHash hash() {
    return folder.config().value("extensions", "objectformat").filter("sha256"::equals).isPresent()
        ? GitHash.SHA256
        : GitHash.SHA1;
  }

  /** Opens the commits and trees; the caller closes them. */
  GitObjects objects() throws IOException {
    Path objects = folder.objects().orElseThrow(() -> new IOException("there are no objects"));
    return new GitObjects(objects, folder.fence(), hash());
  }

  /** Returns the rules that come from no folder: the user's, then the repository's own. */
  List<IgnoreFile> commonRules() {
    List<IgnoreFile> rules = new ArrayList<>();
    userRules().ifPresent(file -> rules.add(read(file, Fence.NONE)));
    rules.add(read(folder.common().resolve("info").resolve("exclude"), folder.fence()));
    return rules;
  }

  private static IgnoreFile read(Path file, Fence fence) {
    return GitFolder.text(file, MAX_RULES_BYTES, fence)
        .map(IgnoreFile::parse)
        .orElse(IgnoreFile.NONE);
  }

  /** A nested repository must not name a file outside of it; the user and the root may. */
  private Optional<Path> userRules() {
    Optional<String> named =
        folder.fence().isOpen() ? folder.config().value("core", "excludesfile") : Optional.empty();
    String home = System.getProperty("user.home", "");
    try {
      Optional<String> configured =
          named.or(() -> GitConfig.ofUser().value("core", "excludesfile"));
      if (configured.isPresent()) {
        String path = configured.get();
        return Optional.of(
            path.startsWith("~/") ? Path.of(home, path.substring(2)) : Path.of(path));
      }
      String settings = System.getenv("XDG_CONFIG_HOME");
      Path in =
          settings == null || settings.isEmpty() ? Path.of(home, ".config") : Path.of(settings);
      return Optional.of(in.resolve("git").resolve("ignore"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the folders in which git keeps what {@link #head()} reads; real paths. */
  List<Path> gitFolders() {
    return folder.own().equals(folder.common())
        ? List.of(folder.own())
        : List.of(folder.own(), folder.common());
  }

  /** Returns what repositories nested in a walk may read. */
  static Fence fence(Path root, Optional<GitWorkTree> workTree) {
    List<Path> folders = new ArrayList<>(List.of(root));
    workTree.ifPresent(tree -> folders.addAll(tree.gitFolders()));
    return Fence.around(folders);
  }

  /** Returns the fence its own submodules may not pass. */
  Fence fenceOfNested() {
    return folder.fence().isOpen() ? fence(root, Optional.of(this)) : folder.fence();
  }
}
