package dev.codeintel.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How snapshots are kept. */
@ConfigMapping(prefix = "code-intel.snapshot")
public interface SnapshotConfig {

  /**
   * Number of snapshots kept of each repository and ref, at least 1. One more than needed makes a
   * damaged file harmless.
   */
  @WithDefault("2")
  int keep();

  /** How long an index run waits while another process indexes the same repository. */
  @WithDefault("60S")
  Duration lockTimeout();
}
