package dev.codeintel.catalog;

import dev.codeintel.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one repository.
 *
 * @param name short name, as tools take it in {@code repo}
 * @param id its id among all repositories of this machine; "" if it could not be opened
 * @param origin folder or URL
 * @param snapshot the newest good snapshot, or null if there is none yet
 * @param freshness of that snapshot, or null if there is none
 * @param progress of a run under way in this process, or null
 * @param lastError why the last run in this process failed, or why it is not open, or null
 * @param notWatched why changes of a folder this process follows are not noticed at once, or null
 */
public record RepositoryStatus(
    String name,
    String id,
    String origin,
    @Nullable Snapshot snapshot,
    @Nullable Freshness freshness,
    @Nullable Progress progress,
    @Nullable String lastError,
    @Nullable String notWatched) {

  /** Returns the status of what could not be opened, or not yet. */
  static RepositoryStatus unopened(String location, String why) {
    return new RepositoryStatus(location, "", location, null, null, null, why, null);
  }
}
