package dev.codeintel.graph;

import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;

/**
 * What is known of a symbol by itself: what search finds it by, and what its meaning is made of.
 *
 * @param key the symbol's stable id
 * @param path the file it is in
 * @param language id of the language; empty if unknown
 * @param kind what it is
 * @param isTest whether it lies in test code
 * @param visibility who may use it
 * @param name its simple name; of a file the path
 * @param signature the declaration up to its body
 * @param doc its documentation
 * @param body the beginning of its text
 */
public record SymbolDocument(
    String key,
    String path,
    String language,
    SymbolKind kind,
    boolean isTest,
    Visibility visibility,
    String name,
    String signature,
    String doc,
    String body) {}
