package dev.codeintel.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tools answer over MCP. */
@ConfigMapping(prefix = "code-intel.mcp")
public interface McpConfig {

  /**
   * Whether answers carry the structured object beside the text, and tools an output schema. Off
   * saves tokens with clients that show both to the model.
   */
  @WithDefault("true")
  boolean structuredContent();

  /**
   * How long a call waits for the first snapshot of a repository before it says it is not ready.
   */
  @WithDefault("8s")
  Duration firstIndexWait();

  /** The same for a call whose client asked for progress, which keeps it from giving up. */
  @WithDefault("45s")
  Duration firstIndexWaitWithProgress();
}
