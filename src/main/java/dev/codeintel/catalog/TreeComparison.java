package dev.codeintel.catalog;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a walked tree with the files of a snapshot. */
public final class TreeComparison {
  private static final FileStamp NONE = new FileStamp(-1, -1, "", "");

  /** Reading so much takes some ten milliseconds. */
  private static final int MOST_READ = 200;

  private static final long MOST_BYTES = 8L << 20;

  private TreeComparison() {}

  /**
   * Returns the number of files changed, added or removed. Files whose time alone differs are read,
   * unless they are so many or so large that it would take long; then they count as changed.
   */
  static int staleFiles(
      SourceRepository repository, SourceTree tree, Map<String, FileStamp> stamps) {
    Set<String> gone = walked(stamps);
    List<SourceFile> doubtful = new ArrayList<>();
    int stale = 0;
    for (SourceFile file : tree.files()) {
      gone.remove(file.path());
      FileStamp stamp = stamps.getOrDefault(file.path(), NONE);
      if (stamp.bytes() != file.bytes()) {
        stale++;
      } else if (!isSame(file, stamp)) {
        doubtful.add(file);
      }
    }
    long bytes = doubtful.stream().mapToLong(SourceFile::bytes).sum();
    if (doubtful.size() > MOST_READ || bytes > MOST_BYTES) {
      stale += doubtful.size();
    } else {
      for (SourceFile file : doubtful) {
        stale += isSameContent(repository, file, stamps) ? 0 : 1;
      }
    }
    return stale + gone.size();
  }

  /**
   * Tells whether the tree holds the same content; files whose time alone differs are read. If
   * these are many it is not called unchanged, so that their times are taken over.
   */
  public static boolean isUnchanged(
      SourceRepository repository, SourceTree tree, Map<String, FileStamp> stamps) {
    Set<String> gone = walked(stamps);
    List<SourceFile> doubtful = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      FileStamp stamp = stamps.get(file.path());
      if (stamp == null
          || stamp.modifiedMillis() < 0
          || stamp.modifiedMillis() == IndexedFile.TO_BE_READ
          || stamp.bytes() != file.bytes()) {
        return false;
      }
      gone.remove(file.path());
      if (!isSame(file, stamp)) {
        doubtful.add(file);
      }
    }
    if (!gone.isEmpty() || !isSameLeftOut(tree, stamps)) {
      return false;
    }
    for (SourceFile file : doubtful) {
      if (!isSameContent(repository, file, stamps)) {
        return false;
      }
    }
    // The times of many are written down, or each run would read them all again.
    return doubtful.size() <= MOST_READ;
  }

  private static boolean isSameContent(
      SourceRepository repository, SourceFile file, Map<String, FileStamp> stamps) {
    return repository.read(file) instanceof FileContent.Text text
        && text.contentHash().equals(stamps.getOrDefault(file.path(), NONE).contentHash());
  }

  /** Returns where the tree differs from the snapshot; nothing is read. */
  public static TreeChanges changes(SourceTree tree, Map<String, FileStamp> stamps) {
    Set<String> gone = new HashSet<>(stamps.keySet());
    List<SourceFile> doubtful = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      gone.remove(file.path());
      if (!isSame(file, stamps.get(file.path()))) {
        doubtful.add(file);
      }
    }
    List<SkippedFile> leftOut = new ArrayList<>();
    for (SkippedFile file : tree.skipped()) {
      FileStamp stamp = stamps.get(file.path());
      // a file that was indexed is gone, whatever stands in its place now
      if (stamp != null && stamp.modifiedMillis() < 0) {
        gone.remove(file.path());
      }
      if (!isSameLeftOut(file, stamp)) {
        leftOut.add(file);
      }
    }
    return new TreeChanges(doubtful, List.copyOf(gone), leftOut);
  }

  /** What was left out is part of a snapshot too: answers say what they may lack because of it. */
  private static boolean isSameLeftOut(SourceTree tree, Map<String, FileStamp> stamps) {
    Set<String> leftOut = new HashSet<>(stamps.keySet());
    leftOut.removeAll(walked(stamps));
    for (SkippedFile file : tree.skipped()) {
      if (!isSameLeftOut(file, stamps.get(file.path()))) {
        return false;
      }
      leftOut.remove(file.path());
    }
    return leftOut.isEmpty();
  }

  private static boolean isSameLeftOut(SkippedFile file, @Nullable FileStamp stamp) {
    return stamp != null
        && stamp.modifiedMillis() < 0
        && stamp.leftOut().equals(file.reason().label());
  }

  private static boolean isSame(SourceFile file, @Nullable FileStamp stamp) {
    return stamp != null
        && stamp.bytes() == file.bytes()
        && stamp.modifiedMillis() == file.changedMillis();
  }

  /** What the walk itself left out has no time. */
  private static Set<String> walked(Map<String, FileStamp> stamps) {
    Set<String> paths = new HashSet<>();
    stamps.forEach(
        (path, stamp) -> {
          if (stamp.modifiedMillis() >= 0) {
            paths.add(path);
          }
        });
    return paths;
  }
}
