/**
 * Ranked search by words and meaning, and text and regular expression search, over one snapshot.
 * Main type: {@link dev.codeintel.search.CodeSearch}; {@link dev.codeintel.search.SearchIndexes}
 * keeps what ranking needs beside the snapshots.
 */
@NullMarked
package dev.codeintel.search;

import org.jspecify.annotations.NullMarked;
