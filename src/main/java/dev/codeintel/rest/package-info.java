/**
 * The REST interface: repositories' status and streams of symbols and relationships. Main type:
 * {@link dev.codeintel.rest.RepositoryResource}. Knows the graph and indexing by their interfaces.
 */
@NullMarked
package dev.codeintel.rest;

import org.jspecify.annotations.NullMarked;
