package dev.codeintel.indexing;

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
  void update(Stage stage, long done, long total);

  /** The stages of a run, in order. */
  enum Stage {
    WALK,
    PARSE,
    LINK,
    WRITE,
    PUBLISH,
    /** The snapshot is published and answers; its search index is brought up to it. */
    SEARCH,
    /** The same for those who asked to wait: symbols are embedded. */
    EMBED
  }
}
