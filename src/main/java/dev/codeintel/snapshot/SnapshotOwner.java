package dev.codeintel.snapshot;

/**
 * What snapshots belong to.
 *
 * @param repositoryId id among all repositories of this machine; fit for a folder name
 * @param name short name
 * @param origin folder or URL without credentials
 * @param ref branch or other ref
 */
public record SnapshotOwner(String repositoryId, String name, String origin, String ref) {}
