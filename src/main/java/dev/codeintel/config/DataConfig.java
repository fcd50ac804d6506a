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

  /**
   * Returns the {@link #nativeDirectory()} of a process that has not read its configuration yet, as
   * far as the command line and the environment tell.
   */
  static Path earlyNativeDirectory() {
    String set =
        System.getProperty(
            "code-intel.native-directory",
            System.getenv().getOrDefault("CODE_INTEL_NATIVE_DIRECTORY", ""));
    if (!set.isEmpty()) {
      return Path.of(set);
    }
    String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    return (caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
        .resolve("code-intel/native");
  }
}
