/**
 * From one file to its facts, many files in parallel. Main type: {@link
 * dev.codeintel.parsing.FactExtractor}. Sees one file at a time and knows nothing of other files.
 */
@NullMarked
package dev.codeintel.parsing;

import org.jspecify.annotations.NullMarked;
