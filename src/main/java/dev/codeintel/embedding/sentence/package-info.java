/**
 * Embedding what is served: who does it and when, in which order, and what is kept of it. Knows the
 * index, and the store that others share, by their interfaces only. Main types: {@link
 * dev.codeintel.embedding.sentence.EmbeddingWorker} and {@link
 * dev.codeintel.embedding.sentence.SentencePasses}.
 */
@NullMarked
package dev.codeintel.embedding.sentence;

import org.jspecify.annotations.NullMarked;
