package dev.codeintel.snapshot;

import dev.codeintel.duckdb.AttachedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** One snapshot held open for one request. Close it, once or more often. Thread-safe. */
public final class SnapshotLease implements AutoCloseable {
  private final OpenSnapshot snapshot;
  private final String repositoryId;
  private final String ref;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  SnapshotLease(OpenSnapshot snapshot, String repositoryId, String ref) {
    this.snapshot = snapshot;
    this.repositoryId = repositoryId;
    this.ref = ref;
  }

  /** Returns the attached file; valid until this lease is closed. */
  public AttachedDatabase database() {
    return snapshot.database();
  }

  /** Returns the snapshot's file, to be copied; nobody may change it. */
  public Path file() {
    return snapshot.database().file();
  }

  /** Tells whether it can be read, as far as is known; if not, open it again. */
  public boolean isUsable() {
    return snapshot.database().isUsable();
  }

  /** Compares the file with what was published, which costs reading it. */
  public boolean isDamaged() {
    return snapshot.database().isDamaged();
  }

  /** Returns the repository's id. */
  public String repositoryId() {
    return repositoryId;
  }

  /** Returns the ref. */
  public String ref() {
    return ref;
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      snapshot.release();
    }
  }
}
