/**
 * Facts of many files become symbols and relationships with graded evidence. Main type: {@link
 * dev.codeintel.resolution.Resolver}. Knows nothing of files on disk or of the database.
 */
@NullMarked
package dev.codeintel.resolution;

import org.jspecify.annotations.NullMarked;
