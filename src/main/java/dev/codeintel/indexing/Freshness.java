package dev.codeintel.indexing;

/**
 * How well a snapshot fits the repository as it is now.
 *
 * @param ageSeconds since the snapshot was made
 * @param staleFiles files changed, added or removed since; -1 if unknown
 * @param headRevision revision of the repository now; empty if unknown
 * @param isIndexing whether a newer snapshot is being made
 */
public record Freshness(long ageSeconds, int staleFiles, String headRevision, boolean isIndexing) {}
