package dev.codeintel.graph;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How graphs are kept for reading. */
@ConfigMapping(prefix = "code-intel.graph")
public interface GraphConfig {

  /**
   * Most Java heap that the relationships and symbols of all open snapshots may take together:
   * about 25 bytes for each relationship and 500 for each symbol with its documentation. Those of a
   * snapshot that do not fit are looked up in the database instead, with the same answers. Zero for
   * none in memory.
   */
  @WithDefault("256M")
  MemorySize adjacencyMemory();
}
