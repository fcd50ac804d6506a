package dev.codeintel.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a snapshot as a whole: the indexed state of one repository at one revision.
 *
 * @param id unique among all snapshots of a repository, sortable by age
 * @param repository name of the repository
 * @param root folder the sources lie in, or the URL without credentials they came from
 * @param revision abbreviated commit, with "+" appended if the working tree had changes; for a tree
 *     without version control a hash over its files
 * @param ref branch or other ref; "worktree" for a tree without version control
 * @param createdAt when indexing ended
 * @param schemaVersion version of the database schema
 * @param extractorVersion version of the fact extractor
 * @param counts totals by name: files, symbols, relationships, and more
 * @param skipped number of files by {@link SkipReason#label()}
 * @param timings milliseconds by stage
 * @param limitation why the snapshot does not cover the whole repository, or null if it does
 */
public record Snapshot(
    String id,
    String repository,
    String root,
    String revision,
    String ref,
    Instant createdAt,
    int schemaVersion,
    String extractorVersion,
    Map<String, Long> counts,
    Map<String, Long> skipped,
    Map<String, Long> timings,
    @Nullable String limitation) {

  /** Name of the count of references that have no relationship because linking them failed. */
  public static final String NOT_LINKED = "references_not_linked";

  public Snapshot {
    counts = Map.copyOf(counts);
    skipped = Map.copyOf(skipped);
    timings = Map.copyOf(timings);
  }
}
