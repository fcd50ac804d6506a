/**
 * Repositories and their files: opening a folder or a git URL, walking it under ignore rules and
 * limits, reading and decoding files, watching for changes. Main type: {@link
 * dev.codeintel.source.SourceRepository}. Knows nothing of languages or of the index.
 */
@NullMarked
package dev.codeintel.source;

import org.jspecify.annotations.NullMarked;
