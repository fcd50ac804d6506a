package dev.codeintel.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.DirectoryReader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that were used last, held open as they were last seen on disk. One that follows the
 * snapshot asked about is used without a look at the disk: only vectors can have been added to it,
 * by this process, which says so, or by another, which another thread finds out for the next
 * question. Thread-safe.
 */
final class OpenIndexes implements AutoCloseable {
  /** An index of 50,000 symbols takes nine megabytes while it is open. */
  private static final int MOST = 16;

  private static final Logger LOG = Logger.getLogger(OpenIndexes.class);
  private static final long CURRENT_NANOS = Duration.ofSeconds(1).toNanos();

  /** The one used longest ago comes first. */
  private final Map<Path, OpenIndex> open = new LinkedHashMap<>(2 * MOST, 0.75f, true);

  /** Those that another thread looks at. Guarded by this. */
  private final Set<Path> inCheck = new HashSet<>();

  /**
   * Returns a reader, counted; null if there is no index.
   *
   * @param snapshot which snapshot's index is wanted: another one's is looked for on disk first
   */
  @Nullable DirectoryReader reader(Path folder, String snapshot) throws IOException {
    synchronized (this) {
      OpenIndex known = open.get(folder);
      if (known != null && known.isOf(snapshot) && !known.isWritten()) {
        if (known.nanosSinceCheck() > CURRENT_NANOS && inCheck.add(folder)) {
          ForkJoinPool.commonPool().execute(() -> check(folder));
        }
        return known.reader();
      }
    }
    return newest(folder);
  }

  private @Nullable DirectoryReader newest(Path folder) throws IOException {
    synchronized (this) {
      OpenIndex known = open.get(folder);
      if (known != null) {
        // what is written from here on is said again
        known.checked();
      }
    }
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

  private void check(Path folder) {
    try {
      DirectoryReader reader = newest(folder);
      if (reader != null) {
        reader.decRef();
      }
    } catch (IOException | RuntimeException e) {
      // What Lucene throws for a damaged index is not always checked.
      LOG.debugf(e, "The search index in %s cannot be read", folder);
      drop(folder);
    } finally {
      synchronized (this) {
        inCheck.remove(folder);
      }
    }
  }

  /** Says that this process has written to an index: its next reader is of that. */
  synchronized void written(Path folder) {
    OpenIndex known = open.get(folder);
    if (known != null) {
      known.written();
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
