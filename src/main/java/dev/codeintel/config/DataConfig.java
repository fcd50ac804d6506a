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

  /**
   * Folder into which native libraries are unpacked once, for all processes of a user; made if it
   * is missing, and kept closed to other users. If it cannot be used, each process unpacks into the
   * system's temporary folder. Default: {@code code-intel/native} below {@code $XDG_CACHE_HOME}, or
   * below {@code ~/.cache} if that is not set.
   */
  @WithDefault("${XDG_CACHE_HOME:${user.home}/.cache}/code-intel/native")
  Path nativeDirectory();
}
