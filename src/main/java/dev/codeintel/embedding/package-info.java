/**
 * Texts as vectors: near ones mean similar things. Knows nothing of symbols or of where vectors are
 * kept. Main type: {@link dev.codeintel.embedding.WordVectors}.
 */
@NullMarked
package dev.codeintel.embedding;

import org.jspecify.annotations.NullMarked;
