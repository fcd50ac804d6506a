/**
 * Vectors that several processes or people share, in a store outside of this program. Knows nothing
 * of symbols, texts or models. Main type: {@link dev.codeintel.vector.VectorStore}.
 */
@NullMarked
package dev.codeintel.vector;

import org.jspecify.annotations.NullMarked;
