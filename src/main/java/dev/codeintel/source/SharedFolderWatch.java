package dev.codeintel.source;

import dev.codeintel.source.SharedWatches.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The watch of one tree among those that share an instance of the system's service. */
final class SharedFolderWatch implements FolderWatch, SharedWatches.Subscriber {
  private final Tree tree;
  private final Subscription subscription;
  private final List<Path> tops;
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();
  private final Set<Path> created = ConcurrentHashMap.newKeySet();
  private final WatchedFolders top;
  private volatile boolean isClosed;

  private SharedFolderWatch(SharedWatches watches, Tree tree, List<Path> paths) throws IOException {
    this.tree = tree;
    this.tops = List.copyOf(paths);
    WatchedFolders found = WatchedFolders.of(paths);
    this.subscription = watches.subscribe(this);
    try {
      Map<Path, WatchKey> keys = new HashMap<>();
      for (Path path : paths) {
        tree.visit(path, folder -> keys.put(folder, add(folder)), file -> {});
      }
      this.top = found.withKeys(keys);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Puts watches on all folders of a tree.
   *
   * @throws IOException if one of the paths is not there or the system refuses
   */
  static FolderWatch open(SharedWatches watches, Tree tree, List<Path> paths) throws IOException {
    return new SharedFolderWatch(watches, tree, paths);
  }

  private WatchKey add(Path folder) throws IOException {
    WatchKey key = subscription.add(folder);
    folders.add(folder);
    return key;
  }

  @Override
  public void onEvent(WatchEvent<?> event, Path folder) {
    if (isClosed) {
      return;
    }
    if (event.kind() == StandardWatchEventKinds.OVERFLOW
        || !(event.context() instanceof Path name)) {
      tree.lost("more changed in " + folder + " than the system keeps");
      return;
    }
    Path path = folder.resolve(name);
    if (event.kind() == StandardWatchEventKinds.ENTRY_DELETE) {
      tree.changed(path, folders.remove(path));
      return;
    }
    // It may be a folder that is new, or whose permissions are. Nothing that takes long is done
    // here, where other trees wait for this thread.
    created.add(path);
    if (!tree.changed(path, folders.contains(path))) {
      created.remove(path);
    }
  }

  @Override
  public void addCreated(Found found) throws IOException {
    for (Path path : List.copyOf(created)) {
      created.remove(path);
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        found.found(path, true);
        tree.visit(
            path,
            folder -> {
              add(folder);
              found.found(folder, true);
            },
            file -> found.found(file, false));
      }
    }
  }

  @Override
  public void addMissing() throws IOException {
    for (Path path : tops) {
      // To add a folder again costs little, and another may be there under its path.
      tree.visit(path, this::add, file -> {});
    }
  }

  @Override
  public void onEnd(Throwable failure) {
    tree.lost("the watching ended: " + failure);
  }

  @Override
  public WatchedFolders top() {
    return top;
  }

  @Override
  public void close() {
    isClosed = true;
    subscription.close();
  }
}
