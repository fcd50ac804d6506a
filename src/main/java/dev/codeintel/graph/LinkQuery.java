package dev.codeintel.graph;

import dev.codeintel.model.Evidence;
import dev.codeintel.model.RelationshipKind;
import java.util.Set;

/**
 * Which relationships of a symbol are wanted.
 *
 * @param kinds any of these; empty for all but {@link RelationshipKind#CONTAINS}
 * @param least no worse grade than this
 * @param includeTests whether places in test code count
 * @param pathGlob only places in files that match (gitignore-like: {@code **}, {@code *}, {@code
 *     ?}); empty for all
 * @param language only places in files of this language; empty for all
 */
public record LinkQuery(
    Set<RelationshipKind> kinds,
    Evidence least,
    boolean includeTests,
    String pathGlob,
    String language) {

  public LinkQuery {
    kinds = Set.copyOf(kinds);
  }
}
