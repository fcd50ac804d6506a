package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one repository until it is closed.
 *
 * <p>Folders that a rule leaves out are not even registered: one installed dependency tree would
 * use up the system's watches. Of git's own folder only what names the current commit counts.
 *
 * <p>The registration starts afresh when an ignore file changes, when events were lost (that of a
 * new folder may be among them, and it would not be watched), when git's folder comes or goes, and
 * when a regular look finds that the root is another folder than the one that is watched. After
 * each, the listener hears that anything may have changed.
 */
final class TreeWatch implements AutoCloseable, FolderWatch.Tree {
  private static final Logger LOG = Logger.getLogger(TreeWatch.class);
  private static final Duration LONGEST_GIT_WORK = Duration.ofSeconds(10);
  private static final String GIT = ".git/";
  private static final Set<String> IGNORE_FILES = Set.of(".gitignore", ".codeintelignore");

  /** What of git decides about files and folders, beside ignore files. */
  private static final Set<String> GIT_RULES = Set.of("index", "info/exclude");

  /** The name under which a batch has a change of these, of whatever repository. */
  private static final String RULES = GIT + "index";

  /** How often it is looked whether the root is still the same folder: one look at its entry. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
  private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

  private final SourceRepository repository;
  private final SourceConfig config;
  private final SharedWatches watches;
  private final TreeWatcher.Listener listener;
  private final Coalescer coalescer;
  private volatile List<Path> gitFolders = List.of();

  // guarded by this
  private @Nullable FolderWatch watch;
  private boolean isClosed;
  private boolean isRootGone;
  private Duration retry = FIRST_RETRY;
  private long nextTry;

  /** The rules of the folders in the last batch. */
  private volatile Map<String, Optional<FolderRules>> lastRules = Map.of();

  TreeWatch(
      SourceRepository repository,
      SourceConfig config,
      SharedWatches watches,
      TreeWatcher.Listener listener) {
    this.repository = repository;
    this.config = config;
    this.watches = watches;
    this.listener = listener;
    this.coalescer =
        new Coalescer(
            config.watch().quietTime(),
            config.watch().maxDelay(),
            this::isGitAtWork,
            this::deliver);
  }

  /** A branch is switched as one change, unless it takes long: git may have died over it. */
  private boolean isGitAtWork() {
    for (Path folder : gitFolders) {
      try {
        Instant since = Files.getLastModifiedTime(folder.resolve("index.lock")).toInstant();
        // a time in the future would never pass
        Duration age = Duration.between(since, Instant.now()).abs();
        if (age.compareTo(LONGEST_GIT_WORK) < 0) {
          return true;
        }
      } catch (IOException e) {
        LOG.tracef("Git is not at work in %s", folder);
      }
    }
    return false;
  }

  void start() {
    register();
    coalescer.every(LOOK_INTERVAL, this::look);
  }

  /**
   * Registers everything, afresh if it is registered. The old registration goes first: the system
   * may not have room for two.
   */
  private synchronized void register() {
    if (isClosed) {
      return;
    }
    unregister();
    try {
      gitFolders =
          GitWorkTree.around(repository.root()).map(GitWorkTree::gitFolders).orElse(List.of());
      watch = registered(tops());
      isRootGone = false;
      retry = FIRST_RETRY;
      listener.watched();
    } catch (IOException | RuntimeException e) {
      refused(e);
    }
  }

  /** Returns the root, and the folders of git it belongs to. */
  private List<Path> tops() {
    List<Path> tops = new ArrayList<>(List.of(repository.root()));
    tops.addAll(gitFolders);
    return tops;
  }

  private FolderWatch registered(List<Path> paths) throws IOException {
    FolderWatch fresh =
        IS_LINUX
            ? SharedFolderWatch.open(watches, this, paths)
            : LibraryFolderWatch.open(this, paths);
    if (!fresh.top().areInPlace()) {
      fresh.close();
      throw new NoSuchFileException(repository.root().toString());
    }
    return fresh;
  }

  private void refused(Exception e) {
    isRootGone = !Files.isDirectory(repository.root());
    nextTry = System.nanoTime() + retry.toNanos();
    retry = min(retry.multipliedBy(2), LONGEST_RETRY);
    listener.notWatched(
        isRootGone
            ? repository.root() + " is not there; it is watched again as soon as it is."
            : "The system refuses to watch "
                + repository.root()
                + " for changes: "
                + message(e)
                + ". On Linux raise fs.inotify.max_user_watches and fs.inotify.max_user_instances,"
                + " or leave out folders in .codeintelignore; until then it is compared from time"
                + " to time.");
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Looks whether what is watched is still there, or what could not be watched is again. */
  private void look() {
    try {
      if (isDue()) {
        register();
        listener.changed(Set.of());
      }
    } catch (RuntimeException | Error e) {
      // an exception would end the looking
      LOG.errorf(e, "it could not be looked whether %s is still watched", repository.name());
    }
  }

  private synchronized boolean isDue() {
    if (watch != null) {
      return !watch.top().areInPlace();
    }
    return isRootGone
        ? Files.isDirectory(repository.root())
        : !isClosed && System.nanoTime() - nextTry >= 0;
  }

  private static String message(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  @Override
  public void lost(String why) {
    if (addEverything()) {
      LOG.warnf("changes were lost: repository=%s: %s", repository.name(), why);
    }
  }

  private boolean addEverything() {
    listener.noticed("");
    return coalescer.addEverything();
  }

  /** Visits what is to be watched below a folder: the whole tree, git's folder, or a new folder. */
  @Override
  public void visit(Path start, FolderWatch.Visitor onFolder, FolderWatch.Visitor onFile)
      throws IOException {
    Optional<Path> gitFolder = gitFolder(start);
    if (gitFolder.isPresent()) {
      visitGitFolder(gitFolder.get(), start, onFolder);
      return;
    }
    if (start.equals(repository.root().resolve(".git"))) {
      // it came just now, and names the current commit from here on
      addEverything();
      return;
    }
    Optional<FolderRules> rules = new RulesByFolder().of(start);
    if (rules.isEmpty()) {
      return;
    }
    Deque<FolderRules> pending = new ArrayDeque<>();
    pending.push(rules.get());
    while (!pending.isEmpty()) {
      FolderRules folder = pending.pop();
      try {
        onFolder.visit(folder.folder());
        visitEntries(folder, pending, onFolder, onFile);
      } catch (IOException | DirectoryIteratorException e) {
        // gone already, or closed to us; but a refusal of the system must be heard
        if (Files.isReadable(folder.folder())) {
          throw e;
        }
      }
    }
  }

  private void visitEntries(
      FolderRules folder,
      Deque<FolderRules> pending,
      FolderWatch.Visitor onFolder,
      FolderWatch.Visitor onFile)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.folder())) {
      for (Path entry : entries) {
        String name = PathNames.name(entry);
        boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
        if (FolderRules.isVersionControl(name)) {
          visitNestedGit(folder.folder(), name, onFolder);
          continue;
        }
        if (!isFolder) {
          onFile.visit(entry);
        } else if (folder.verdict(name, entry, true).isEmpty()) {
          pending.push(folder.enter(name, entry));
        }
      }
    }
  }

  /** Visits what decides which files of a repository in this one are wanted. */
  private void visitNestedGit(Path folder, String name, FolderWatch.Visitor onFolder)
      throws IOException {
    if (folder.equals(repository.root()) || !name.equals(".git")) {
      return;
    }
    Optional<GitWorkTree> nested = GitWorkTree.at(folder, Fence.around(tops()));
    for (Path gitFolder : nested.map(GitWorkTree::gitFolders).orElse(List.of())) {
      try {
        onFolder.visit(gitFolder);
        visitIfFolder(gitFolder.resolve("info"), onFolder);
      } catch (NoSuchFileException | AccessDeniedException e) {
        LOG.debugf(e, "%s cannot be watched", gitFolder);
      }
    }
  }

  private static void visitIfFolder(Path folder, FolderWatch.Visitor onFolder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      onFolder.visit(folder);
    }
  }

  /** Visits the folder itself for HEAD and packed-refs, that of excludes, those of branches. */
  private static void visitGitFolder(Path gitFolder, Path start, FolderWatch.Visitor onFolder)
      throws IOException {
    Path branches = gitFolder.resolve("refs").resolve("heads");
    if (start.equals(gitFolder)) {
      onFolder.visit(gitFolder);
      visitIfFolder(gitFolder.resolve("info"), onFolder);
    }
    Path top = start.startsWith(branches) ? start : branches;
    if (!start.equals(gitFolder) && !start.startsWith(branches)) {
      return;
    }
    Deque<Path> pending = new ArrayDeque<>(List.of(top));
    while (!pending.isEmpty()) {
      Path folder = pending.pop();
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      onFolder.visit(folder);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          pending.push(entry);
        }
      }
    }
  }

  private Optional<Path> gitFolder(Path path) {
    // the innermost: that of a linked work tree lies within that of the main one
    Optional<Path> found = Optional.empty();
    for (Path folder : gitFolders) {
      if (path.startsWith(folder)
          && (found.isEmpty() || folder.getNameCount() > found.get().getNameCount())) {
        found = Optional.of(folder);
      }
    }
    return found;
  }

  @Override
  public boolean changed(Path path, boolean isFolder) {
    if (path.equals(repository.root().resolve(".git"))) {
      // another folder names the current commit from here on, and everything is registered afresh
      addEverything();
      return false;
    }
    String name = name(path);
    if (name.isEmpty()) {
      return false;
    }
    if (isLikelyWanted(name)) {
      listener.noticed(name);
    }
    coalescer.add(name, isFolder);
    return true;
  }

  /** Returns under which name a path is told; empty if it is not. */
  private String name(Path path) {
    Optional<Path> gitFolder = gitFolder(path);
    if (gitFolder.isPresent()) {
      String name = gitFolder.get().relativize(path).toString().replace('\\', '/');
      boolean isRef =
          name.equals("HEAD") || name.equals("packed-refs") || name.startsWith("refs/heads/");
      if (isRef && !name.endsWith(".lock")) {
        return GIT + name;
      }
      // that of a submodule lies in modules/
      return isGitRules(name) || (name.startsWith("modules/") && endsWithGitRules(name))
          ? RULES
          : "";
    }
    if (!path.startsWith(repository.root()) || path.equals(repository.root())) {
      return "";
    }
    String name = relative(path);
    int nested = ("/" + name + "/").indexOf("/.git/");
    if (nested < 0) {
      return name;
    }
    // a repository in this one came or went, or has other rules
    String within = name.substring(Math.min(name.length(), nested + GIT.length()));
    return within.isEmpty() || isGitRules(within) ? RULES : "";
  }

  private static boolean isGitRules(String name) {
    return GIT_RULES.contains(name);
  }

  private static boolean endsWithGitRules(String name) {
    return GIT_RULES.stream().anyMatch(rules -> name.endsWith("/" + rules));
  }

  /** What the rules of the last batch leave out is not worth a word; what they do not know is. */
  private boolean isLikelyWanted(String name) {
    int slash = name.lastIndexOf('/');
    Optional<FolderRules> rules = lastRules.get(name.substring(0, Math.max(0, slash)));
    if (name.startsWith(GIT) || rules == null) {
      return true;
    }
    return rules.isPresent() && isWanted(rules.get(), name.substring(slash + 1), false);
  }

  private static boolean isWanted(FolderRules around, String name, boolean isFolder) {
    return !FolderRules.isVersionControl(name)
        && around.verdict(name, around.folder().resolve(name), isFolder).isEmpty();
  }

  private String relative(Path path) {
    StringBuilder relative = new StringBuilder();
    Path at = repository.root();
    for (Path name : at.relativize(path)) {
      at = at.resolve(name);
      relative.append(relative.isEmpty() ? "" : "/").append(PathNames.name(at));
    }
    return relative.toString();
  }

  private void deliver(Coalescer.Batch batch) {
    Set<String> settled = new HashSet<>(batch.paths().keySet());
    if (batch.isEverything()) {
      settled.add("");
    }
    try {
      tell(batch);
    } finally {
      listener.settled(settled);
    }
  }

  /** Drops what the rules leave out and hands on the rest. */
  private void tell(Coalescer.Batch batch) {
    Set<String> changed = new TreeSet<>();
    boolean isEverything = batch.isEverything();
    try {
      Map<String, Boolean> paths = withCreated(batch.paths());
      boolean areIgnoreFilesChanged = false;
      boolean areRulesChanged = false;
      RulesByFolder rules = new RulesByFolder();
      for (Map.Entry<String, Boolean> entry : paths.entrySet()) {
        String path = entry.getKey();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals(RULES)) {
          areRulesChanged = true;
        } else if (path.startsWith(GIT) || rules.isWanted(path, entry.getValue())) {
          changed.add(path);
          areIgnoreFilesChanged |= IGNORE_FILES.contains(name);
          areRulesChanged |= path.startsWith(GIT) || DependencyFolders.isMarker(name);
        }
      }
      lastRules = rules.known();
      FolderWatch current = current();
      if (areIgnoreFilesChanged || batch.isEverything()) {
        register();
      } else if (current != null && !current.top().areInPlace()) {
        // what was created may have been out of reach when it was looked at
        isEverything = true;
        register();
      } else if (areRulesChanged && current != null) {
        current.addMissing();
        // which files they bear on is not known
        isEverything = changed.isEmpty();
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.warnf(e, "it cannot be told what changed: repository=%s", repository.name());
      isEverything = true;
      register();
    }
    if (isEverything) {
      listener.changed(Set.of());
    } else if (!changed.isEmpty()) {
      listener.changed(changed);
    }
  }

  /** Adds new folders, and what they hold by the time they are watched: it is new as well. */
  private Map<String, Boolean> withCreated(Map<String, Boolean> batch) throws IOException {
    Map<String, Boolean> paths = new HashMap<>(batch);
    FolderWatch current = current();
    if (current != null) {
      current.addCreated(
          (path, isFolder) -> {
            String name = name(path);
            if (!name.isEmpty()) {
              paths.put(name, isFolder);
            }
          });
    }
    return paths;
  }

  private synchronized @Nullable FolderWatch current() {
    return watch;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    coalescer.close();
    unregister();
  }

  private synchronized void unregister() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  /** The rules of folders as they are now, each read once. Used by one thread for a moment. */
  private final class RulesByFolder {
    private final Map<String, Optional<FolderRules>> known = new HashMap<>();

    RulesByFolder() {
      Path root = repository.root();
      known.put("", Optional.of(FolderRepository.rules(root, GitWorkTree.around(root), config)));
    }

    /** Returns the rules of a folder; empty if it, or one above it, is left out. */
    Optional<FolderRules> of(Path folder) {
      return folder.equals(repository.root()) ? of("") : of(relative(folder));
    }

    private Optional<FolderRules> of(String path) {
      // no computeIfAbsent: the computation itself fills the map
      Optional<FolderRules> rules = known.get(path);
      if (rules == null) {
        rules = find(path);
        known.put(path, rules);
      }
      return rules;
    }

    private Optional<FolderRules> find(String path) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      return around(path)
          .filter(rules -> TreeWatch.isWanted(rules, name, true))
          .map(rules -> rules.enter(name, rules.folder().resolve(name)));
    }

    private Optional<FolderRules> around(String path) {
      return of(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    Map<String, Optional<FolderRules>> known() {
      return Map.copyOf(known);
    }

    boolean isWanted(String path, boolean isFolder) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      return around(path).filter(rules -> TreeWatch.isWanted(rules, name, isFolder)).isPresent();
    }
  }
}
