package dev.codeintel.snapshot;

import dev.codeintel.duckdb.DuckDbDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Snapshot stores for tests. */
public final class SnapshotStores {
  private SnapshotStores() {}

  public static SnapshotStore open(DuckDbDatabase engine, Path dataDir) {
    return open(engine, dataDir, Duration.ofSeconds(10));
  }

  public static SnapshotStore open(DuckDbDatabase engine, Path dataDir, Duration lockTimeout) {
    SnapshotConfig config =
        new SnapshotConfig() {
          @Override
          public int keep() {
            return 2;
          }

          @Override
          public Duration lockTimeout() {
            return lockTimeout;
          }
        };
    return new SnapshotStore(engine, dataDir, config, Clock.systemUTC());
  }
}
