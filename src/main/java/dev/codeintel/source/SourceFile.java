package dev.codeintel.source;

import java.nio.file.Path;

/**
 * A regular file the walk found and no rule left out.
 *
 * @param path relative to the repository's root, with forward slashes
 * @param location where it lies on disk
 * @param bytes size when it was found
 * @param modifiedMillis time of last change, milliseconds since 1970
 */
public record SourceFile(String path, Path location, long bytes, long modifiedMillis) {}
