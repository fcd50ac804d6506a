package dev.codeintel.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a process answers for, and how it finds out how fresh that is. */
@ConfigMapping(prefix = "code-intel.catalog")
public interface CatalogConfig {

  /**
   * Whether a server answers for all repositories indexed in its data folder, beside those it was
   * given. Default: only if it was given none.
   */
  Optional<Boolean> others();

  /**
   * How long an answer about how fresh a snapshot is may be reused while the repository is not
   * watched. A walk that takes long is repeated more rarely.
   */
  @WithDefault("5S")
  Duration freshnessInterval();

  /**
   * How long a request waits to hear how fresh its snapshot is. What takes longer goes on in the
   * background; until it is done, freshness is unknown.
   */
  @WithDefault("1S")
  Duration freshnessWait();

  /**
   * How long a request waits for the repository it is about to be opened, and how long after a
   * repository was given requests about all wait for it. What is not open then is said to be still
   * opening.
   */
  @WithDefault("5S")
  Duration openTimeout();
}
