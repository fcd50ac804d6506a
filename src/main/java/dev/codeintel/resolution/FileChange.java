package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import org.jspecify.annotations.Nullable;

/**
 * A file whose facts are no longer what they were.
 *
 * @param path relative to the repository's root
 * @param before what was known; null if the file had no facts
 * @param after what is known now; null if the file has none
 */
public record FileChange(String path, @Nullable FileFacts before, @Nullable FileFacts after) {}
