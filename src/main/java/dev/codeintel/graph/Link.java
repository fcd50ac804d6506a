package dev.codeintel.graph;

import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;

/**
 * A relationship with the symbol at its other end.
 *
 * @param relationship the relationship
 * @param symbol its source when links into a symbol were asked for, its target otherwise
 */
public record Link(Relationship relationship, Symbol symbol) {}
