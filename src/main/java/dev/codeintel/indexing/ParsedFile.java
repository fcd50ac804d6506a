package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.IndexedFile;
import org.jspecify.annotations.Nullable;

/**
 * What one file of a run came to.
 *
 * @param facts null if it has none
 * @param isFromCache whether the facts are from the cache
 */
record ParsedFile(IndexedFile row, @Nullable FileFacts facts, boolean isFromCache) {}
