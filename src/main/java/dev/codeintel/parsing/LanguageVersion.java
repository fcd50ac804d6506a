package dev.codeintel.parsing;

/**
 * What the facts of a file depend on beside its content: where its path and the program come in.
 *
 * @param language id of the language profile
 * @param version version of the extraction for this language, of its grammar and of its profile
 */
public record LanguageVersion(String language, String version) {}
