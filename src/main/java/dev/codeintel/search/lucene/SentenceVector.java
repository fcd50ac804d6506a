package dev.codeintel.search.lucene;

import org.apache.lucene.util.BytesRef;

/**
 * What the document of a symbol is to keep of its text's vector.
 *
 * @param key of the symbol
 * @param path of its file
 * @param hash of the text
 * @param value as {@link SentenceVectors} has it
 */
record SentenceVector(String key, String path, long hash, BytesRef value) {}
