package dev.codeintel.graph;

/**
 * What tells cheaply whether a file has changed since it was indexed.
 *
 * @param bytes size on disk; -1 if unknown
 * @param modifiedMillis time of last change, milliseconds since 1970
 * @param contentHash SHA-256 of its bytes, hexadecimal; empty if it was not read
 */
public record FileStamp(long bytes, long modifiedMillis, String contentHash) {}
