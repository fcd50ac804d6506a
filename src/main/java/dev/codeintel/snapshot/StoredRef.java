package dev.codeintel.snapshot;

import java.time.Instant;

/**
 * A repository at one ref that has a snapshot.
 *
 * @param repositoryId id among all repositories of this machine
 * @param name short name
 * @param origin folder or URL without credentials
 * @param ref branch or other ref
 * @param publishedAt when the newest snapshot was published
 */
public record StoredRef(
    String repositoryId, String name, String origin, String ref, Instant publishedAt) {}
