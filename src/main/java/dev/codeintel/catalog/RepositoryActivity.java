package dev.codeintel.catalog;

import dev.codeintel.model.IndexStage;
import dev.codeintel.source.SourceRepository;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process does to one repository: the run under way, the last failure, and what has
 * changed since the last run. Thread-safe.
 */
public final class RepositoryActivity {
  private final SourceRepository repository;
  private @Nullable IndexStage stage;
  private long done;
  private long total = -1;
  private @Nullable String lastError;
  private boolean isWatched;
  private @Nullable String notWatchedWhy;
  private boolean isLost;
  private Set<String> pending = new HashSet<>();
  private final Set<String> noticed = new HashSet<>();
  private long changes;
  private long turns;
  private String proven = "";
  private final Set<Run> runs = new HashSet<>();

  /** A run under way, and what had been noticed before it began. */
  public static final class Run {
    private final Set<String> taken;
    private final boolean isLost;

    private Run(Set<String> taken, boolean isLost) {
      this.taken = taken;
      this.isLost = isLost;
    }
  }

  RepositoryActivity(SourceRepository repository) {
    this.repository = repository;
  }

  /** Returns the repository. */
  public SourceRepository repository() {
    return repository;
  }

  /** A run begins: changes noticed from now on are not in it. */
  public synchronized Run begin() {
    Run run = new Run(pending, isLost);
    runs.add(run);
    stage = IndexStage.WALK;
    done = 0;
    total = -1;
    pending = new HashSet<>();
    isLost = false;
    return run;
  }

  /** Hears how far the run is. */
  public synchronized void progress(IndexStage newStage, long newDone, long newTotal) {
    if (stage != newStage) {
      turns++;
      notifyAll();
    }
    stage = newStage;
    done = newDone;
    total = newTotal;
  }

  /** A run has ended well: the snapshot has all that had been noticed before it began. */
  public synchronized void succeeded(Run run, String snapshotId) {
    end(run);
    lastError = null;
    proven = snapshotId;
  }

  /** A run has failed: what had been noticed before it is still to be done. */
  public synchronized void failed(Run run, String error) {
    end(run);
    lastError = error;
    pending.addAll(run.taken);
    isLost |= run.isLost;
  }

  private void end(Run run) {
    runs.remove(run);
    stage = null;
    turns++;
    notifyAll();
  }

  /** Returns how many stages of runs have ended: after one of them there is a snapshot. */
  synchronized long turns() {
    return turns;
  }

  /**
   * Waits until another stage has ended.
   *
   * @param before what {@link #turns} was
   * @return whether one has
   */
  synchronized boolean awaitTurn(long before, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (turns == before) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** What is done in the background has failed. */
  public synchronized void failed(String error) {
    lastError = error;
  }

  /** The repository is watched from now on; what happened before is not known. */
  public synchronized void watched() {
    watched(true, null);
  }

  /**
   * The repository is no longer watched.
   *
   * @param why not, if it should be; null if it is no longer followed
   */
  public synchronized void notWatched(@Nullable String why) {
    watched(false, why);
  }

  private void watched(boolean watched, @Nullable String why) {
    isWatched = watched;
    notWatchedWhy = why;
    isLost = true;
    changes++;
  }

  /** Tells whether changes are noticed when they happen. */
  public synchronized boolean isWatched() {
    return isWatched;
  }

  /** Returns why a followed repository is not watched; null if it is, or is not followed. */
  synchronized @Nullable String notWatchedWhy() {
    return notWatchedWhy;
  }

  /**
   * Something changed.
   *
   * @param paths of what changed; empty if anything may have
   */
  public synchronized void changed(Set<String> paths) {
    isLost |= paths.isEmpty();
    pending.addAll(paths);
    changes++;
  }

  /**
   * Something happened that will be told as changed, if it counts.
   *
   * @param path empty if anything may have changed
   */
  public synchronized void noticed(String path) {
    noticed.add(path);
    changes++; // a look that began after the first need not have seen the second
  }

  /** What was noticed under these paths has been told by now, or does not count. */
  public synchronized void settled(Set<String> paths) {
    noticed.removeAll(paths);
  }

  /** Returns a number that grows with each change that is noticed or told. */
  synchronized long changes() {
    return changes;
  }

  /** Tells whether a run is under way. */
  public synchronized boolean isRunning() {
    return !runs.isEmpty();
  }

  /**
   * Returns the number of files known to have changed since a snapshot; -1 if that cannot be told:
   * it is known only of a snapshot that a run which began under the eyes of the watch found right.
   */
  synchronized int changedSince(String snapshotId) {
    boolean isUnknown = isLost || noticed.contains("");
    if (!isWatched || isUnknown || !proven.equals(snapshotId)) {
      return -1;
    }
    Set<String> all = new HashSet<>(pending);
    all.addAll(noticed);
    for (Run run : runs) {
      if (run.isLost) {
        return -1;
      }
      all.addAll(run.taken);
    }
    return all.size();
  }

  /** Returns how far the run under way is; null if there is none. */
  synchronized @Nullable Progress progress() {
    return stage == null ? null : new Progress(repository.name(), stage, done, total);
  }

  synchronized @Nullable String lastError() {
    return lastError;
  }
}
