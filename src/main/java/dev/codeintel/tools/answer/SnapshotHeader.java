package dev.codeintel.tools.answer;

import dev.codeintel.catalog.Freshness;
import dev.codeintel.model.Snapshot;
import dev.codeintel.text.SafeText;

/**
 * What an answer says about the snapshot it came from.
 *
 * @param id of the snapshot; ties cursors to it
 * @param repository name
 * @param revision indexed revision
 * @param ref branch or other ref
 * @param ageSeconds since the snapshot was made
 * @param staleFiles files changed since; -1 if unknown
 * @param isIndexing whether a newer one is being made
 */
public record SnapshotHeader(
    String id,
    String repository,
    String revision,
    String ref,
    long ageSeconds,
    int staleFiles,
    boolean isIndexing) {

  /** The header of an answer about no snapshot in particular. */
  public static final SnapshotHeader NONE = new SnapshotHeader("", "", "", "", 0, -1, false);

  /** Returns the header of answers from a snapshot. */
  public static SnapshotHeader of(Snapshot snapshot, Freshness freshness) {
    return new SnapshotHeader(
        snapshot.id(),
        SafeText.line(snapshot.repository()),
        SafeText.line(snapshot.revision()),
        SafeText.line(snapshot.ref()),
        freshness.ageSeconds(),
        freshness.staleFiles(),
        freshness.isIndexing());
  }
}
