/**
 * From one file to its facts, many files in parallel, each content once. Main types: {@link
 * dev.codeintel.parsing.FactExtractor}, {@link dev.codeintel.parsing.FactCache}. Sees one file at a
 * time and knows nothing of other files.
 */
@NullMarked
package dev.codeintel.parsing;

import org.jspecify.annotations.NullMarked;
