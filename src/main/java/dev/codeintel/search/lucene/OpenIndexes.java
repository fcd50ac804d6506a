package dev.codeintel.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/** The indexes that were used last, held open as they were last seen on disk. Thread-safe. */
final class OpenIndexes implements AutoCloseable {
  /** An index of 50,000 symbols takes nine megabytes while it is open. */
  private static final int MOST = 16;

  /** The one used longest ago comes first. */
  private final Map<Path, OpenIndex> open = new LinkedHashMap<>(2 * MOST, 0.75f, true);

  /** Returns a reader of what is on disk now, counted; null if there is none. */
  @Nullable DirectoryReader reader(Path folder) throws IOException {
    Optional<String> stamp = OpenIndex.stamp(folder);
    synchronized (this) {
      if (stamp.isEmpty()) {
        drop(folder);
        return null;
      }
      OpenIndex known = open.get(folder);
      if (known == null || !known.stamp().equals(stamp.get())) {
        known = replace(folder, OpenIndex.open(folder, stamp.get(), known));
      }
      return known.reader();
    }
  }

  private OpenIndex replace(Path folder, OpenIndex next) {
    drop(folder);
    if (open.size() >= MOST) {
      drop(open.keySet().iterator().next());
    }
    open.put(folder, next);
    return next;
  }

  /** The next reader is opened anew; who has one counted goes on with it. */
  synchronized void drop(Path folder) {
    OpenIndex dropped = open.remove(folder);
    if (dropped != null) {
      dropped.close();
    }
  }

  /** Returns how many are open. */
  synchronized int size() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    open.values().forEach(OpenIndex::close);
    open.clear();
  }
}
