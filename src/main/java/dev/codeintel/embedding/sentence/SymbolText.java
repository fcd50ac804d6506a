package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceVector;
import dev.codeintel.graph.SymbolDocument;

/**
 * The text of a symbol.
 *
 * @param hash of the text
 */
record SymbolText(SymbolDocument of, String text, long hash) {
  String path() {
    return of.path();
  }

  SentenceVector with(byte[] value) {
    return new SentenceVector(of.key(), of.path(), hash, value);
  }
}
