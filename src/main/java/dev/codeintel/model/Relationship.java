package dev.codeintel.model;

/**
 * A directed relationship between two symbols of one snapshot, at the place in the source that
 * shows it.
 *
 * @param from id of the symbol the source place belongs to
 * @param to id of the symbol that is meant
 * @param kind how they relate
 * @param path file of the place
 * @param line zero-based line of the place
 * @param evidence how well it is founded
 * @param candidates how many symbols fit, at least 1
 * @param isDirect whether the source says it, as opposed to being derived from other relationships
 */
public record Relationship(
    int from,
    int to,
    RelationshipKind kind,
    String path,
    int line,
    Evidence evidence,
    int candidates,
    boolean isDirect) {

  /** Returns how much the relationship may be trusted, above 0 and at most 1. */
  public double confidence() {
    return evidence.confidence(candidates);
  }

  /** Returns this relationship between symbols with other numbers. */
  public Relationship renumbered(int newFrom, int newTo) {
    return new Relationship(newFrom, newTo, kind, path, line, evidence, candidates, isDirect);
  }
}
