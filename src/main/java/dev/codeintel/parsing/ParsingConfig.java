package dev.codeintel.parsing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of parsing, and what parses. */
@ConfigMapping(prefix = "code-intel.parsing")
public interface ParsingConfig {

  /**
   * Longest CPU time one file may take, parsing and extraction together. A file that takes longer
   * is skipped with the reason {@code parse_timeout}; its text can still be searched.
   */
  @WithDefault("30s")
  Duration fileTimeLimit();

  /**
   * Which native libraries parse: {@code optimised}, or {@code bundled} for those of the Java
   * binding, which are slower and find the same. Where the optimised ones cannot be used, the
   * bundled ones serve, with one warning.
   */
  @WithDefault("optimised")
  Natives natives();
}
