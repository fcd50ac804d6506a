package dev.codeintel.indexing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How repositories are indexed. */
@ConfigMapping(prefix = "code-intel.indexing")
public interface IndexingConfig {

  /** Files parsed at the same time. Default: the number of processors. */
  OptionalInt workers();

  /**
   * How often a followed folder that cannot be watched is compared with its snapshot. A comparison
   * that takes long is repeated more rarely. Default: 30 seconds.
   */
  @WithDefault("PT30S")
  Duration compareInterval();
}
