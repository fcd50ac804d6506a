package dev.codeintel.model;

/**
 * A region in which local names are visible.
 *
 * @param parent index of the enclosing scope, or -1 for the file's own scope, which is the first
 * @param definition index of the definition whose body this is or lies in, or -1 at the top level
 * @param startByte offset of the first byte
 * @param endByte offset after the last byte
 */
public record Scope(int parent, int definition, int startByte, int endByte) {}
