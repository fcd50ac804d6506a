/**
 * Texts as vectors: near ones mean similar things. {@link dev.codeintel.embedding.WordVectors} are
 * sums of words'; {@link dev.codeintel.embedding.Embedders} the sentence model. {@link
 * dev.codeintel.embedding.VectorField} is what embedding knows of an index, {@link
 * dev.codeintel.embedding.SentenceHome} what an index knows of embedding.
 */
@NullMarked
package dev.codeintel.embedding;

import org.jspecify.annotations.NullMarked;
