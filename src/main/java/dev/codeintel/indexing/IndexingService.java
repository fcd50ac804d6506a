package dev.codeintel.indexing;

import java.nio.file.Path;

/** Makes snapshots and keeps them fresh; who reads them asks the catalog. Thread-safe. */
public interface IndexingService {

  /**
   * Indexes a repository now, unless its newest snapshot is still right.
   *
   * @param location folder or git URL
   * @param force whether to index even if nothing changed
   * @throws IndexingException if another process holds the writer's lock for longer than configured
   * @throws dev.codeintel.model.CodeIntelException of the stage that failed; the last good snapshot
   *     stays
   */
  IndexReport index(String location, boolean force, IndexProgress progress);

  /**
   * Indexes a repository now, with a SCIP index made from the same sources to correct its
   * relationships.
   *
   * @param scip a file in the form of {@code scip.proto}
   * @throws dev.codeintel.model.CodeIntelException as {@link #index(String, boolean,
   *     IndexProgress)}, and if the SCIP index is malformed or was made from other sources; the
   *     last good snapshot stays
   */
  IndexReport index(String location, Path scip, IndexProgress progress);

  /**
   * Embeds all symbols of a repository's newest snapshot, as far as it has not been done, and waits
   * for it: 10 to 40 milliseconds of a processor each. Does nothing if embeddings are off.
   *
   * @param location folder or git URL that has been indexed
   * @throws dev.codeintel.model.CodeIntelException if there is no model, or another process embeds
   *     the same
   */
  void embed(String location, IndexProgress progress);

  /**
   * Serves a folder: indexes it in the background if need be, watches it and re-indexes after
   * changes until the service stops. Returns at once.
   */
  void follow(String location);
}
