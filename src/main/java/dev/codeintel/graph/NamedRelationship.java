package dev.codeintel.graph;

import dev.codeintel.model.Relationship;

/**
 * A relationship with the names of both ends, as streams give it out.
 *
 * @param position where it stands in the snapshot, from 0; the key to page by
 * @param relationship the relationship
 * @param fromName name of the symbol it starts at
 * @param fromKey key of that symbol
 * @param toName name of the symbol it ends at
 * @param toKey key of that symbol
 */
public record NamedRelationship(
    long position,
    Relationship relationship,
    String fromName,
    String fromKey,
    String toName,
    String toKey) {}
