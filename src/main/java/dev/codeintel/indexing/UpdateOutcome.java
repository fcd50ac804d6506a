package dev.codeintel.indexing;

/** What came of the attempt to update a snapshot. */
sealed interface UpdateOutcome {

  /** The new snapshot is written. */
  record Updated(IndexedRun run) implements UpdateOutcome {}

  /**
   * Everything has to be linked again.
   *
   * @param why a clause that ends "all files are processed because …"
   */
  record Declined(String why) implements UpdateOutcome {}
}
