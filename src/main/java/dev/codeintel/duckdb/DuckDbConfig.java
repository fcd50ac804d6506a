package dev.codeintel.duckdb;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The DuckDB engine that holds and queries snapshots. */
@ConfigMapping(prefix = "code-intel.duckdb")
public interface DuckDbConfig {

  /**
   * Most memory the engine uses for its buffers, outside the Java heap. Default: a third of the
   * memory budget, at most 1 GB. More makes large repositories faster.
   */
  Optional<MemorySize> memoryLimit();

  /** Threads one query may use. Default: the number of processors, at most 8. */
  OptionalInt threads();

  /**
   * Folder for what does not fit in memory. Default: a folder of this process below the system's
   * temporary folder. Created when needed.
   */
  Optional<Path> tempDirectory();

  /** Most disk space for what does not fit in memory. */
  @WithDefault("8G")
  MemorySize maxTempSize();

  /** Longest time one query may take; it is stopped and fails after that. Whole seconds. */
  @WithDefault("30S")
  Duration queryTimeout();
}
