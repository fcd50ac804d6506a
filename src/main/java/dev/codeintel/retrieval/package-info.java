/**
 * Finding what a question is about: the symbol an argument means, what a text mentions, and the
 * symbols a task is about. Main types: {@link dev.codeintel.retrieval.SymbolFinder} and {@link
 * dev.codeintel.retrieval.Exploration}. Knows the graph and the search by their interfaces; knows
 * nothing of tools, budgets or protocols.
 */
@NullMarked
package dev.codeintel.retrieval;

import org.jspecify.annotations.NullMarked;
