package dev.codeintel.vector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the vectors of texts are kept. */
@ConfigMapping(prefix = "code-intel.vectors")
public interface VectorConfig {

  /**
   * What keeps the vectors: the search index beside the snapshots, or a server that a team shares.
   * After a change all texts are given their vectors again, from the cache where it has them.
   */
  @WithDefault("embedded")
  Store store();

  /** Used with {@link Store#CHROMA} only. */
  Chroma chroma();

  /** What may keep vectors. */
  enum Store {
    EMBEDDED,
    CHROMA
  }

  /** A Chroma server, version 1 or newer. */
  interface Chroma {

    /** Its address. */
    @WithDefault("http://localhost:8000")
    String url();

    /** The tenant; made if it is missing. */
    @WithDefault("default_tenant")
    String tenant();

    /** The tenant's database; made if it is missing. */
    @WithDefault("default_database")
    String database();

    /**
     * With what the names of collections begin; there is one for each model. Those who do not look
     * at the same state of a ref, as in working trees of their own, need different ones.
     */
    @WithDefault("code-intel")
    String collection();

    /** How long a question to it may take; writing may take six times as long. */
    @WithDefault("PT5S")
    Duration timeout();
  }
}
