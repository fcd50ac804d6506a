package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * A region in which local names are visible.
 *
 * @param parent index of the enclosing scope, or -1 for the file's own scope, which is the first
 * @param definition index of the definition whose body this is or lies in, or -1 at the top level
 * @param selfType the type whose members the region defines or extends outside a definition of that
 *     type, as written: an anonymous class, a Rust {@code impl}; null everywhere else
 * @param startByte offset of the first byte
 * @param endByte offset after the last byte
 */
public record Scope(
    int parent, int definition, @Nullable String selfType, int startByte, int endByte) {}
