package dev.codeintel.indexing;

import dev.codeintel.model.IndexStage;

/** Hears how far an index run is. Called from several threads; must return quickly. */
@FunctionalInterface
public interface IndexProgress {

  /** Hears nothing. */
  IndexProgress NONE = (stage, done, total) -> {};

  /**
   * Reports progress.
   *
   * @param done units finished in this stage
   * @param total units in this stage, or -1 if unknown
   */
  void update(IndexStage stage, long done, long total);
}
