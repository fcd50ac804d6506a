package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A folder on disk, opened by its path or cloned from a URL. */
final class FolderRepository implements SourceRepository {
  private static final int SHORT_COMMIT = 7;
  private static final int SHORT_HASH = 10;
  private static final Duration LEEWAY = Duration.ofSeconds(20);
  private static final String NO_VERSION_CONTROL = "worktree";

  private final String name;
  private final String id;
  private final Path root;
  private final String origin;
  private final Optional<String> ref;
  private final SourceConfig config;
  private final Clock clock;
  private final FileReader reader;
  private final RefMemo memo;

  /** Without a commit there is nothing that could have been asked for. */
  private volatile boolean hasCommit;

  /**
   * @param root a real path
   * @param origin where it was opened from, without credentials
   * @param ref the branch or tag that was asked for; empty for what is checked out
   */
  FolderRepository(
      String name,
      Path root,
      String origin,
      Optional<String> ref,
      SourceConfig config,
      Clock clock) {
    this.name = name;
    this.id = id(name, origin);
    this.root = root;
    this.origin = origin;
    this.ref = ref;
    this.config = config;
    this.clock = clock;
    this.memo = new RefMemo(root, clock);
    this.reader = new FileReader(config.maxFileSize().asLongValue());
  }

  /** Returns a folder name for a repository: readable, and different for different origins. */
  static String id(String name, String origin) {
    String readable = name.replaceAll("[^A-Za-z0-9._-]+", "-").toLowerCase(Locale.ROOT);
    String start = readable.substring(0, Math.min(readable.length(), 60)).replaceAll("^[.-]+", "");
    return (start.isEmpty() ? "repository" : start) + "-" + hash(origin);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public String ref() {
    if (ref.isPresent() && !hasCommit) {
      hasCommit = GitWorkTree.around(root).flatMap(GitWorkTree::head).isPresent();
    }
    return hasCommit
        ? ref.orElseThrow()
        : memo.ref(workTree -> workTree.map(GitWorkTree::branch).orElse(NO_VERSION_CONTROL));
  }

  @Override
  public String head() {
    Optional<GitWorkTree> workTree = GitWorkTree.around(root);
    return workTree.flatMap(GitWorkTree::head).map(Object::toString).orElseGet(this::ref);
  }

  private String ref(Optional<GitWorkTree> workTree, Optional<GitWorkTree.Head> head) {
    return head.isPresent()
        ? ref.orElse(head.get().ref())
        : workTree.map(GitWorkTree::branch).orElse(NO_VERSION_CONTROL);
  }

  @Override
  public Revision revision(SourceTree tree) {
    return LeftBehind.unlessDone("Reading git's data of " + name, limit(), () -> read(tree));
  }

  /** A walk ends by itself at its limit. */
  private Duration limit() {
    return config.maxWalkTime().plus(LEEWAY);
  }

  private Revision read(SourceTree tree) {
    Optional<GitWorkTree> workTree = GitWorkTree.around(root);
    Optional<GitWorkTree.Head> head = workTree.flatMap(GitWorkTree::head);
    String name = ref(workTree, head);
    if (workTree.isEmpty() || head.isEmpty()) {
      return new Revision("files-" + hash(describe(tree)), name);
    }
    boolean isDirty = new WorkTreeChanges(workTree.get()).exist(tree.files());
    String commit = head.get().commit().substring(0, SHORT_COMMIT);
    return new Revision(isDirty ? commit + "+" : commit, name);
  }

  private static String describe(SourceTree tree) {
    StringBuilder all = new StringBuilder();
    for (SourceFile file : tree.files()) {
      all.append(file.path())
          .append('\0')
          .append(file.bytes())
          .append('\0')
          .append(file.modifiedMillis())
          .append('\0');
    }
    return all.toString();
  }

  @Override
  public SourceTree walk() {
    return LeftBehind.unlessDone(
        "Walking over " + root,
        limit(),
        () -> {
          TreeScan scan = new TreeScan(root, config, clock);
          return scan.run(rules(root, GitWorkTree.around(root), config));
        });
  }

  /** Returns the rules for the top of a repository. */
  static FolderRules rules(Path root, Optional<GitWorkTree> workTree, SourceConfig config) {
    List<String> excludes = config.excludes().orElse(List.of());
    return FolderRules.ofRoot(root, workTree, excludes, config.excludeDependencies());
  }

  @Override
  public FileContent read(SourceFile file) {
    return reader.read(file);
  }

  @Override
  public String toString() {
    return name + " (" + origin + ")";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SHORT_HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
