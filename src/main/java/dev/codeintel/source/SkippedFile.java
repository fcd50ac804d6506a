package dev.codeintel.source;

import dev.codeintel.model.SkipReason;

/**
 * A file or folder the walk left out.
 *
 * @param path relative to the repository's root, with forward slashes; a folder ends in "/"
 * @param reason why
 * @param bytes size, or -1 if unknown
 */
public record SkippedFile(String path, SkipReason reason, long bytes) {}
