/**
 * What is there, which of it a request means, and how fresh it is: the one door to snapshots. Main
 * type: {@link dev.codeintel.catalog.Catalog}. Does not index; who does tells it what is under way
 * ({@link dev.codeintel.catalog.ServedRepositories}). Knows no tool and no protocol.
 */
@NullMarked
package dev.codeintel.catalog;

import org.jspecify.annotations.NullMarked;
