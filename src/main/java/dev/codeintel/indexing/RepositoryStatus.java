package dev.codeintel.indexing;

import dev.codeintel.model.Snapshot;
import dev.codeintel.search.SearchIndexes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one repository.
 *
 * @param name short name, as tools take it in {@code repo}
 * @param id its id among all repositories of this machine
 * @param origin folder or URL
 * @param snapshot the newest good snapshot, or null if there is none yet
 * @param freshness of that snapshot, or null if there is none
 * @param runningStage stage of a run under way in this process, or null
 * @param done units finished in that stage
 * @param total units in that stage, or -1 if unknown
 * @param embedded how many symbols have a vector of their text, or null if this process has not
 *     begun with them
 * @param lastError why the last run in this process failed, or null
 */
public record RepositoryStatus(
    String name,
    String id,
    String origin,
    @Nullable Snapshot snapshot,
    @Nullable Freshness freshness,
    IndexProgress.@Nullable Stage runningStage,
    long done,
    long total,
    SearchIndexes.@Nullable Embedded embedded,
    @Nullable String lastError) {}
