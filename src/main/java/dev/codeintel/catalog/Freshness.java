package dev.codeintel.catalog;

/**
 * How well a snapshot fits the repository as it is now.
 *
 * @param ageSeconds since the snapshot was made
 * @param staleFiles files changed, added or removed since; -1 if unknown
 * @param headRevision revision of the repository now; empty if unknown
 * @param isIndexing whether a newer snapshot is being made
 * @param isUnproven whether {@code staleFiles} is unknown of something that can be looked at: it
 *     may be stale. A URL cannot be looked at; its snapshot is what was asked for
 */
public record Freshness(
    long ageSeconds, int staleFiles, String headRevision, boolean isIndexing, boolean isUnproven) {}
