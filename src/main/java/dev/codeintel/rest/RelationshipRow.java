package dev.codeintel.rest;

import dev.codeintel.graph.NamedRelationship;
import dev.codeintel.model.Relationship;

/** One line of a stream of relationships. Lines count from 1. */
record RelationshipRow(
    int fromSymbolId,
    String fromName,
    String fromKey,
    int toSymbolId,
    String toName,
    String toKey,
    String relationshipType,
    String filePath,
    int lineNumber,
    double confidence,
    String evidence,
    boolean isDirect) {

  static RelationshipRow of(NamedRelationship named) {
    Relationship relationship = named.relationship();
    return new RelationshipRow(
        relationship.from(),
        named.fromName(),
        named.fromKey(),
        relationship.to(),
        named.toName(),
        named.toKey(),
        relationship.kind().label(),
        relationship.path(),
        relationship.line() + 1,
        relationship.confidence(),
        relationship.evidence().label(),
        relationship.isDirect());
  }
}
