/**
 * Search indexes kept by Lucene: words, vectors of words, and what to filter by. Main type: {@link
 * dev.codeintel.search.lucene.LuceneSearchIndexes}.
 */
@NullMarked
package dev.codeintel.search.lucene;

import org.jspecify.annotations.NullMarked;
