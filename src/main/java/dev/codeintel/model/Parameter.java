package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a callable.
 *
 * @param name as written, without markers such as {@code *} or {@code ...}
 * @param type the declared type as written, or null if none is declared
 * @param optional whether a call may leave it out (a default value, or a language where any may be
 *     left out)
 * @param variadic whether it takes any number of arguments
 */
public record Parameter(String name, @Nullable String type, boolean optional, boolean variadic) {}
