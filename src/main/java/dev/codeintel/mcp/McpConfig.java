package dev.codeintel.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How tools answer, and who may ask over HTTP. */
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

  /** Who may ask over HTTP. */
  Http http();

  /** Checks against web pages that reach for a server on the reader's own machine. */
  interface Http {

    /**
     * Host names accepted in the {@code Host} header beside localhost, 127.0.0.1 and [::1]; "*" for
     * any, where a proxy in front checks.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Origins accepted beside those of this machine, for example {@code https://tools.example.com};
     * "*" for any.
     */
    Optional<List<String>> allowedOrigins();
  }
}
