package dev.codeintel.graph;

import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;

/**
 * A symbol reached by following relationships.
 *
 * @param symbol where the trace came
 * @param depth number of relationships on the shortest way there, from 1
 * @param via the last relationship on that way
 */
public record TracedSymbol(Symbol symbol, int depth, Relationship via) {}
