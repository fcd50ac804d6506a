package dev.codeintel.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/** The indexes that are held open, each as it was last seen on disk. Thread-safe. */
final class OpenIndexes implements AutoCloseable {
  private final ConcurrentMap<Path, OpenIndex> open = new ConcurrentHashMap<>();

  /** Returns a reader of what is on disk now, counted; null if there is none. */
  @Nullable DirectoryReader reader(Path folder) throws IOException {
    while (true) {
      OpenIndex index = current(folder);
      DirectoryReader reader = index == null ? null : index.reader();
      if (index == null || reader != null) {
        return reader;
      }
      // Another request has found a newer one in between.
    }
  }

  /** Returns the index as it is on disk now; null if there is none. */
  private @Nullable OpenIndex current(Path folder) throws IOException {
    Optional<String> stamp = OpenIndex.stamp(folder);
    if (stamp.isEmpty()) {
      return null;
    }
    OpenIndex known = open.get(folder);
    if (known != null && known.stamp().equals(stamp.get())) {
      return known;
    }
    synchronized (this) {
      known = open.get(folder);
      if (known == null || !known.stamp().equals(stamp.get())) {
        OpenIndex next = OpenIndex.open(folder, stamp.get(), known);
        open.put(folder, next);
        if (known != null) {
          known.close();
        }
        known = next;
      }
      return known;
    }
  }

  /** The next reader is opened anew. */
  void drop(Path folder) {
    OpenIndex dropped = open.remove(folder);
    if (dropped != null) {
      dropped.close();
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(OpenIndex::close);
    open.clear();
  }
}
