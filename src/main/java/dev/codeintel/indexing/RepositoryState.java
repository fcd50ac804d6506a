package dev.codeintel.indexing;

import dev.codeintel.indexing.IndexProgress.Stage;
import dev.codeintel.source.SourceRepository;
import java.lang.ref.SoftReference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this process knows of one repository besides its snapshots. Thread-safe. */
final class RepositoryState {
  private final SourceRepository repository;
  private int running;
  private @Nullable Stage stage;
  private long done;
  private long total = -1;
  private @Nullable String lastError;
  private boolean isWatched;
  private boolean isLost;
  private SoftReference<Baseline> baseline = new SoftReference<>(null);
  private Set<String> pending = new HashSet<>();
  private Set<String> taken = new HashSet<>();

  RepositoryState(SourceRepository repository) {
    this.repository = repository;
  }

  SourceRepository repository() {
    return repository;
  }

  /** Keeps what the next update starts from, as long as there is memory for it. */
  synchronized void retain(@Nullable Baseline latest) {
    baseline = new SoftReference<>(latest);
  }

  synchronized @Nullable Baseline retained() {
    return baseline.get();
  }

  /** A run begins: changes noticed from now on are not in it. */
  synchronized void begin() {
    running++;
    stage = Stage.WALK;
    done = 0;
    total = -1;
    taken.addAll(pending);
    pending = new HashSet<>();
  }

  synchronized void progress(Stage newStage, long newDone, long newTotal) {
    stage = newStage;
    done = newDone;
    total = newTotal;
  }

  /** A run has ended, with an error or without. */
  synchronized void end(@Nullable String error) {
    running--;
    stage = null;
    lastError = error;
    if (error == null) {
      isLost = false;
    } else {
      pending.addAll(taken);
    }
    taken = new HashSet<>();
  }

  synchronized void failed(String error) {
    lastError = error;
  }

  synchronized void watched(boolean watched) {
    isWatched = watched;
  }

  synchronized void changed(Set<String> paths) {
    isLost |= paths.isEmpty();
    pending.addAll(paths);
  }

  synchronized boolean isWatched() {
    return isWatched;
  }

  synchronized boolean isRunning() {
    return running > 0;
  }

  /** Returns the number of files known to have changed since the newest snapshot; -1 if unknown. */
  synchronized int pendingFiles() {
    if (isLost) {
      return -1;
    }
    Set<String> all = new HashSet<>(pending);
    all.addAll(taken);
    return all.size();
  }

  synchronized @Nullable Stage stage() {
    return stage;
  }

  synchronized long done() {
    return done;
  }

  synchronized long total() {
    return total;
  }

  synchronized @Nullable String lastError() {
    return lastError;
  }
}
