package dev.codeintel.search.lucene;

import dev.codeintel.embedding.VectorBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Some vectors of an index, which tell how near its documents usually are to a question: at most
 * three megabytes. Of a small index all are in it. Immutable; thread-safe.
 */
final class VectorSample {
  /** So many documents are all looked at; of more, so many that half of this are. */
  private static final int FEW = 8_192;

  private final List<BytesRef> vectors;

  private VectorSample(List<BytesRef> vectors) {
    this.vectors = List.copyOf(vectors);
  }

  /** What is usual: the mean of the cosines, and their standard deviation; 0 if there are none. */
  record Usual(double mean, double deviation) {
    static final Usual UNKNOWN = new Usual(0, 0);

    /** Returns by how many standard deviations a cosine is above the usual; 0 if it is NaN. */
    double deviations(float cosine) {
      return deviation > 0 && !Float.isNaN(cosine) ? (cosine - mean) / deviation : 0;
    }
  }

  /** Returns of how many documents one is looked at, if so many have vectors. */
  static int step(int documents) {
    return documents <= FEW ? 1 : documents / (FEW / 2);
  }

  static VectorSample read(IndexReader reader, String field, int dimensions, int step)
      throws IOException {
    List<BytesRef> some = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues vectors = DocValues.getBinary(leaf.reader(), field);
      Bits live = leaf.reader().getLiveDocs();
      int first = (step - leaf.docBase % step) % step;
      for (int i = first; i < leaf.reader().maxDoc(); i += step) {
        if ((live == null || live.get(i)) && vectors.advanceExact(i)) {
          BytesRef vector = vectors.binaryValue();
          if (vector.length >= dimensions) {
            some.add(BytesRef.deepCopyOf(vector));
          }
        }
      }
    }
    return new VectorSample(some);
  }

  Usual usual(VectorBytes question) {
    double total = 0;
    double squares = 0;
    for (BytesRef vector : vectors) {
      float cosine = FieldValues.cosine(question, vector);
      total += cosine;
      squares += cosine * cosine;
    }
    double count = Math.max(1, vectors.size());
    double mean = total / count;
    return new Usual(mean, Math.sqrt(Math.max(0, squares / count - mean * mean)));
  }
}
