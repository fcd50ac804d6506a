package dev.codeintel.source;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
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
final class TreeWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TreeWatch.class);
  private static final Duration LONGEST_GIT_WORK = Duration.ofSeconds(10);
  private static final Set<String> IGNORE_FILES = Set.of(".gitignore", ".codeintelignore");

  /** How often it is looked whether the root is still the same folder: one look at its entry. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
  private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

  private final SourceRepository repository;
  private final SourceConfig config;
  private final TreeWatcher.Listener listener;
  private final Coalescer coalescer;
  private volatile List<Path> gitFolders = List.of();

  // guarded by this
  private @Nullable Registration registration;
  private boolean isClosed;
  private boolean isRootGone;
  private Duration retry = FIRST_RETRY;
  private long nextTry;

  /** What is registered with the system. */
  private record Registration(DirectoryWatcher watcher, WatchedFolders folders) {}

  TreeWatch(SourceRepository repository, SourceConfig config, TreeWatcher.Listener listener) {
    this.repository = repository;
    this.config = config;
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
    List<Path> paths = new ArrayList<>(List.of(repository.root()));
    try {
      gitFolders =
          GitWorkTree.around(repository.root()).map(GitWorkTree::gitFolders).orElse(List.of());
      paths.addAll(gitFolders);
      registration = registered(paths);
      isRootGone = false;
      retry = FIRST_RETRY;
      listener.watched();
    } catch (IOException | RuntimeException e) {
      refused(e);
    }
  }

  private Registration registered(List<Path> paths) throws IOException {
    WatchedFolders folders = WatchedFolders.of(paths);
    DirectoryWatcher fresh = null;
    // elsewhere the library has a service of its own, which has no keys for us
    WatchService service = IS_LINUX ? FileSystems.getDefault().newWatchService() : null;
    try {
      fresh =
          DirectoryWatcher.builder()
              .watchService(service)
              .paths(paths)
              .fileHashing(false)
              .fileTreeVisitor(this::visit)
              .listener(new EventListener())
              .build();
      DirectoryWatcher started = fresh;
      CompletableFuture<Void> running = started.watchAsync(TreeWatch::inThread);
      if (running.isCompletedExceptionally()) {
        running.join();
      }
      WatchedFolders watched = service == null ? folders : folders.withKeys(service);
      if (!watched.areInPlace()) {
        throw new NoSuchFileException(repository.root().toString());
      }
      var unused = running.whenComplete((nothing, failure) -> ended(started));
      return new Registration(started, watched);
    } catch (IOException | RuntimeException e) {
      close(fresh);
      if (service != null) {
        service.close();
      }
      throw e;
    }
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
    if (registration != null) {
      return !registration.folders().areInPlace();
    }
    return isRootGone
        ? Files.isDirectory(repository.root())
        : !isClosed && System.nanoTime() - nextTry >= 0;
  }

  private static void inThread(Runnable loop) {
    Thread thread = new Thread(loop, "code-intel-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static String message(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private synchronized void ended(DirectoryWatcher started) {
    if (!isClosed && registration != null && started == registration.watcher()) {
      LOG.warnf("watching ended: repository=%s", repository.name());
      coalescer.addEverything();
    }
  }

  /** Visits what is to be watched below a folder: the whole tree, git's folder, or a new folder. */
  private void visit(Path start, FileTreeVisitor.Callback onFolder, FileTreeVisitor.Callback onFile)
      throws IOException {
    Optional<Path> gitFolder = gitFolder(start);
    if (gitFolder.isPresent()) {
      visitGitFolder(gitFolder.get(), start, onFolder);
      return;
    }
    if (start.equals(repository.root().resolve(".git"))) {
      // it came just now, and names the current commit from here on
      coalescer.addEverything();
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
        onFolder.call(folder.folder());
        visitEntries(folder, pending, onFile);
      } catch (IOException | DirectoryIteratorException e) {
        // gone already, or closed to us; but a refusal of the system must be heard
        if (Files.isReadable(folder.folder())) {
          throw e;
        }
      }
    }
  }

  private static void visitEntries(
      FolderRules folder, Deque<FolderRules> pending, FileTreeVisitor.Callback onFile)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.folder())) {
      for (Path entry : entries) {
        String name = PathNames.name(entry);
        boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
        if (FolderRules.isVersionControl(name)) {
          continue;
        }
        if (!isFolder) {
          onFile.call(entry);
        } else if (folder.verdict(name, entry, true).isEmpty()) {
          pending.push(folder.enter(name, entry));
        }
      }
    }
  }

  /** Registers the folder itself for HEAD and packed-refs, and the folders of branches. */
  private static void visitGitFolder(Path gitFolder, Path start, FileTreeVisitor.Callback onFolder)
      throws IOException {
    Path branches = gitFolder.resolve("refs").resolve("heads");
    if (start.equals(gitFolder)) {
      onFolder.call(gitFolder);
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
      onFolder.call(folder);
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

  private void onEvent(DirectoryChangeEvent event) {
    Path path = event.path();
    if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || path == null) {
      coalescer.addEverything();
      return;
    }
    Optional<Path> gitFolder = gitFolder(path);
    if (gitFolder.isPresent()) {
      String name = gitFolder.get().relativize(path).toString().replace('\\', '/');
      boolean isRef =
          name.equals("HEAD") || name.equals("packed-refs") || name.startsWith("refs/heads/");
      if (isRef && !name.endsWith(".lock")) {
        coalescer.add(".git/" + name, false);
      }
    } else if (path.startsWith(repository.root()) && !path.equals(repository.root())) {
      String name = relative(path);
      if (name.equals(".git")) {
        // another folder names the current commit from here on
        coalescer.addEverything();
      } else {
        coalescer.add(name, event.isDirectory());
      }
    }
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

  /** Drops what the rules leave out and hands on the rest. */
  private void deliver(Coalescer.Batch batch) {
    Set<String> changed = new TreeSet<>();
    boolean isEverything = batch.isEverything();
    try {
      boolean areRulesChanged = false;
      RulesByFolder rules = new RulesByFolder();
      for (Map.Entry<String, Boolean> entry : batch.paths().entrySet()) {
        String path = entry.getKey();
        if (path.startsWith(".git/") || rules.isWanted(path, entry.getValue())) {
          changed.add(path);
          areRulesChanged |= IGNORE_FILES.contains(path.substring(path.lastIndexOf('/') + 1));
        }
      }
      if (areRulesChanged || isEverything) {
        register();
      }
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "it cannot be told what changed: repository=%s", repository.name());
      isEverything = true;
    }
    if (isEverything) {
      listener.changed(Set.of());
    } else if (!changed.isEmpty()) {
      listener.changed(changed);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    coalescer.close();
    unregister();
  }

  private synchronized void unregister() {
    if (registration != null) {
      DirectoryWatcher watcher = registration.watcher();
      registration = null;
      close(watcher);
    }
  }

  private static void close(@Nullable DirectoryWatcher watcher) {
    if (watcher == null) {
      return;
    }
    try {
      watcher.close();
    } catch (IOException e) {
      LOG.debug("a watcher did not close", e);
    }
  }

  /** What the library calls. */
  private final class EventListener implements DirectoryChangeListener {
    @Override
    public void onEvent(DirectoryChangeEvent event) {
      TreeWatch.this.onEvent(event);
    }

    @Override
    public void onException(Exception e) {
      LOG.warnf("changes were lost: repository=%s: %s", repository.name(), message(e));
      coalescer.addEverything();
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
      Optional<FolderRules> parent = of(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
      if (parent.isEmpty() || FolderRules.isVersionControl(name)) {
        return Optional.empty();
      }
      Path folder = parent.get().folder().resolve(name);
      return parent.get().verdict(name, folder, true).isPresent()
          ? Optional.empty()
          : Optional.of(parent.get().enter(name, folder));
    }

    boolean isWanted(String path, boolean isFolder) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      Optional<FolderRules> parent = of(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
      if (parent.isEmpty() || FolderRules.isVersionControl(name)) {
        return false;
      }
      Path entry = parent.get().folder().resolve(name);
      return parent.get().verdict(name, entry, isFolder).isEmpty();
    }
  }
}
