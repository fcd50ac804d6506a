package dev.codeintel.graph;

/**
 * One line of a file that a text search found.
 *
 * @param path the file
 * @param line zero-based
 * @param text the line without its end
 */
public record TextLine(String path, int line, String text) {}
