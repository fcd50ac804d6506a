package dev.codeintel.config;

import java.nio.file.Path;

/**
 * What a process may know before it has read its configuration: as far as properties of the system
 * and the environment tell. Files of settings are not read.
 */
public final class EarlySettings {
  private EarlySettings() {}

  /** Returns what {@link DataConfig#nativeDirectory()} will most likely be. */
  public static Path nativeDirectory() {
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
