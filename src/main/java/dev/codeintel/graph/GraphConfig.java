package dev.codeintel.graph;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How graphs are kept for reading. */
@ConfigMapping(prefix = "code-intel.graph")
public interface GraphConfig {

  /**
   * Most Java heap that the relationships of all open snapshots may take together: about 25 bytes
   * for each. Those of a snapshot that does not fit are looked up in the database instead, with the
   * same answers. Zero for none in memory.
   */
  @WithDefault("256M")
  MemorySize adjacencyMemory();
}
