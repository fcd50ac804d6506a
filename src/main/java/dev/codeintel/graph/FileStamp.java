package dev.codeintel.graph;

/**
 * What tells cheaply whether a file has changed since it was indexed.
 *
 * @param bytes size on disk; -1 if unknown
 * @param modifiedMillis time of last change, milliseconds since 1970
 * @param contentHash SHA-256 of its bytes, hexadecimal; empty if it was not read
 * @param leftOut label of the reason if the walk itself left it out, which has no time; else empty
 */
public record FileStamp(long bytes, long modifiedMillis, String contentHash, String leftOut) {}
