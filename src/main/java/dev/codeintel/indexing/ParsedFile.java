package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.IndexedFile;
import org.jspecify.annotations.Nullable;

/** What one file of a run came to: its row, and its facts if it has some. */
record ParsedFile(IndexedFile row, @Nullable FileFacts facts) {}
