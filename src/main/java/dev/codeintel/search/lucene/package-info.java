/**
 * Search indexes kept by Lucene: words, vectors of words, what to filter by, and a field for the
 * vectors of texts, which others fill. Main type: {@link
 * dev.codeintel.search.lucene.LuceneSearchIndexes}.
 */
@NullMarked
package dev.codeintel.search.lucene;

import org.jspecify.annotations.NullMarked;
