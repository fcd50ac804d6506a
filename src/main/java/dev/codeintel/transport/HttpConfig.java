package dev.codeintel.transport;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask over HTTP: checks against web pages that reach for a server on the reader's machine.
 */
@ConfigMapping(prefix = "code-intel.mcp.http")
public interface HttpConfig {

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
