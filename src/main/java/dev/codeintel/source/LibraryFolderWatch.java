package dev.codeintel.source;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** A watch of its own for each tree, by a library that knows macOS and Windows. */
final class LibraryFolderWatch implements FolderWatch, DirectoryChangeListener {
  private static final Logger LOG = Logger.getLogger(LibraryFolderWatch.class);

  private final Tree tree;
  private final WatchedFolders top;
  private final DirectoryWatcher watcher;
  private volatile boolean isClosed;

  private LibraryFolderWatch(Tree tree, List<Path> paths) throws IOException {
    this.tree = tree;
    this.top = WatchedFolders.of(paths);
    this.watcher =
        DirectoryWatcher.builder()
            .paths(paths)
            .fileHashing(false)
            .fileTreeVisitor(this::visit)
            .listener(this)
            .build();
  }

  /**
   * Puts watches on all folders of a tree.
   *
   * @throws IOException or a {@link RuntimeException} if they are not there or the system refuses
   */
  static FolderWatch open(Tree tree, List<Path> paths) throws IOException {
    LibraryFolderWatch watch = new LibraryFolderWatch(tree, paths);
    try {
      CompletableFuture<Void> running = watch.watcher.watchAsync(LibraryFolderWatch::inThread);
      if (running.isCompletedExceptionally()) {
        running.join();
      }
      var unused = running.whenComplete((nothing, failure) -> watch.ended());
      return watch;
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private static void inThread(Runnable loop) {
    Thread thread = new Thread(loop, "code-intel-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void visit(Path start, FileTreeVisitor.Callback onFolder, FileTreeVisitor.Callback onFile)
      throws IOException {
    tree.visit(start, onFolder::call, onFile::call);
  }

  private void ended() {
    if (!isClosed) {
      tree.lost("the watching ended");
    }
  }

  @Override
  public void onEvent(DirectoryChangeEvent event) {
    Path path = event.path();
    if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || path == null) {
      tree.lost("more changed than the system keeps");
    } else {
      tree.changed(path, event.isDirectory());
    }
  }

  @Override
  public void onException(Exception e) {
    tree.lost(String.valueOf(e.getMessage()));
  }

  @Override
  public WatchedFolders top() {
    return top;
  }

  @Override
  public void addCreated(Found found) {
    // the library has done so
  }

  /** Nothing is left out where a whole tree is watched; elsewhere the library has no way to add. */
  @Override
  public void addMissing() {
    // there is none
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      watcher.close();
    } catch (IOException e) {
      LOG.debug("a watcher did not close", e);
    }
  }
}
