/**
 * The whole line from a repository to a published snapshot, and keeping it fresh. Main type: {@link
 * dev.codeintel.indexing.IndexingService}. The only package that sees every stage.
 */
@NullMarked
package dev.codeintel.indexing;

import org.jspecify.annotations.NullMarked;
