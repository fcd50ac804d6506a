package dev.codeintel.snapshot;

import dev.codeintel.duckdb.AttachedDatabase;

/** An attached snapshot and the number of its leases. Detached when retired and not leased. */
final class OpenSnapshot {
  private final AttachedDatabase database;
  private final Runnable afterClose;
  private int leases;
  private boolean isRetired;

  OpenSnapshot(AttachedDatabase database, Runnable afterClose) {
    this.database = database;
    this.afterClose = afterClose;
  }

  AttachedDatabase database() {
    return database;
  }

  synchronized void acquire() {
    leases++;
  }

  void release() {
    boolean isLast;
    synchronized (this) {
      leases--;
      isLast = isRetired && leases == 0;
    }
    if (isLast) {
      close();
    }
  }

  void retire() {
    boolean isUnused;
    synchronized (this) {
      if (isRetired) {
        return;
      }
      isRetired = true;
      isUnused = leases == 0;
    }
    if (isUnused) {
      close();
    }
  }

  private void close() {
    database.close();
    afterClose.run();
  }
}
