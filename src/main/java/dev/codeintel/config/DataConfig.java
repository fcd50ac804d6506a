package dev.codeintel.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the service keeps what it makes. */
@ConfigMapping(prefix = "code-intel")
public interface DataConfig {

  /**
   * Folder for snapshots, clones of git URLs and caches; made if it is missing. Everything in it
   * can be made again. Default: {@code code-intel} below {@code $XDG_CACHE_HOME}, or below {@code
   * ~/.cache} if that is not set.
   */
  @WithDefault("${XDG_CACHE_HOME:${user.home}/.cache}/code-intel")
  Path dataDir();
}
