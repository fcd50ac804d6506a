/**
 * Reading and writing the symbol graph of one snapshot. Main types: {@link
 * dev.codeintel.graph.SymbolGraph} and {@link dev.codeintel.graph.GraphWriter}. Knows nothing of
 * how symbols were found.
 */
@NullMarked
package dev.codeintel.graph;

import org.jspecify.annotations.NullMarked;
