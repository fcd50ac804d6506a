package dev.codeintel.indexing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How repositories are indexed and kept fresh. */
@ConfigMapping(prefix = "code-intel.indexing")
public interface IndexingConfig {

  /** Files parsed at the same time. Default: the number of processors. */
  OptionalInt workers();

  /**
   * How long an answer about how fresh a snapshot is may be reused while the repository is not
   * watched. A walk that takes long is repeated more rarely.
   */
  @WithDefault("5S")
  Duration freshnessInterval();

  /**
   * How long a request waits for a repository that was just opened to be identified, and for its
   * first snapshot to be found on disk.
   */
  @WithDefault("5S")
  Duration openTimeout();
}
