package dev.codeintel.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of content that is dear to make. */
@ConfigMapping(prefix = "code-intel.cache")
public interface CacheConfig {

  /** Whether there is a cache at all. Without it every index run parses every file. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Most heap a process spends on entries. It saves a long-running server from reading the same
   * files again at each update; 0 keeps nothing in memory.
   */
  @WithDefault("32M")
  MemorySize memorySize();

  /**
   * Most disk space entries take in the data folder, for all repositories and processes together;
   * what was used least recently goes first. 0 keeps nothing on disk.
   */
  @WithDefault("2G")
  MemorySize diskSize();
}
