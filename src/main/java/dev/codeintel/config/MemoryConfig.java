package dev.codeintel.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How much memory the process may take. */
@ConfigMapping(prefix = "code-intel.memory")
public interface MemoryConfig {

  /**
   * Memory the process should stay below, the Java heap and all native memory together. Above 80 %
   * of it caches shrink; above 90 % an index run reads fewer files ahead. Default, and upper bound:
   * three quarters of the machine's (or container's) memory. The heap has its own bound, {@code
   * -Xmx}.
   */
  Optional<MemorySize> budget();
}
