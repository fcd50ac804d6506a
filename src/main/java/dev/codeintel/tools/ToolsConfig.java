package dev.codeintel.tools;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tools answer, however they are asked. */
@ConfigMapping(prefix = "code-intel.tools")
public interface ToolsConfig {

  /** How long a call may take, over all its parts; it is stopped and fails after that. */
  @WithDefault("60s")
  Duration callTimeout();
}
