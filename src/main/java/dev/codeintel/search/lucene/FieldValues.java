package dev.codeintel.search.lucene;

import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.VectorBytes;
import java.io.IOException;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;

/** Reads vectors where Lucene has them: in a part of an array. */
final class FieldValues {
  private FieldValues() {}

  /** Tells which text it is the vector of. */
  static long hash(BytesRef value) {
    return SentenceVectors.hash(value.bytes, value.offset + value.length);
  }

  /** Returns the path that the values stand at. */
  static String path(SortedDocValues paths) throws IOException {
    return paths.lookupOrd(paths.ordValue()).utf8ToString();
  }

  static float cosine(VectorBytes question, BytesRef value) {
    return question.cosine(value.bytes, value.offset);
  }
}
