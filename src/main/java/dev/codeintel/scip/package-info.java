/**
 * Reading SCIP indexes, which compilers' indexers write, and correcting relationships by them. Main
 * types: {@link dev.codeintel.scip.ScipFile} and {@link dev.codeintel.scip.ScipSymbols}. Knows
 * nothing of repositories, storage or tools.
 */
@NullMarked
package dev.codeintel.scip;

import org.jspecify.annotations.NullMarked;
