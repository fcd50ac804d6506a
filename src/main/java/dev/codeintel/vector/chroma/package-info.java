/**
 * Vectors kept by a Chroma server, by way of LangChain4j. Main type: {@link
 * dev.codeintel.vector.chroma.ChromaVectorStore}.
 */
@NullMarked
package dev.codeintel.vector.chroma;

import org.jspecify.annotations.NullMarked;
