package dev.codeintel.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * How near the documents of an index are to a question in meaning. By their signs all are known
 * roughly; exactly those that are asked for, and a sample that tells what is usual. Not
 * thread-safe.
 */
final class Nearness {
  /** One document of so many is a sample, if there are many. */
  private static final int SAMPLE = 16;

  private static final int FEW = 20_000;

  private final IndexReader reader;
  private final String field;
  private final byte[] question;
  private final boolean isEmpty;
  private final float[] cosines;
  private final short[] agreements;
  private double mean;
  private double deviation;

  /**
   * @param field where the documents' vectors are
   * @param question empty if there is nothing to compare
   */
  Nearness(IndexReader reader, String field, byte[] question, SignBits.Cache signs)
      throws IOException {
    this.reader = reader;
    this.field = field;
    this.question = question;
    this.isEmpty = question.length == 0;
    this.cosines = new float[isEmpty ? 0 : reader.maxDoc()];
    this.agreements = new short[cosines.length];
    if (!isEmpty) {
      long[] query = SignBits.of(question);
      for (LeafReaderContext leaf : reader.leaves()) {
        SignBits bits = signs.of(leaf.reader(), field, question.length);
        for (int i = 0; i < leaf.reader().maxDoc(); i++) {
          if (bits.has(i)) {
            agreements[leaf.docBase + i] = (short) (question.length - bits.differences(i, query));
          }
        }
      }
    }
  }

  /**
   * Returns in how many coordinates a document agrees by sign; 0 if there is nothing to compare.
   */
  int agreement(int document) {
    return isEmpty ? 0 : agreements[document];
  }

  /** Compares some documents, and a sample, with the question. */
  void measure(FixedBitSet documents) throws IOException {
    if (isEmpty) {
      return;
    }
    Arrays.fill(cosines, Float.NaN);
    int step = reader.maxDoc() > FEW ? SAMPLE : 1;
    VectorBytes query = new VectorBytes(question);
    double total = 0;
    double squares = 0;
    int count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues vectors = DocValues.getBinary(leaf.reader(), field);
      Bits live = leaf.reader().getLiveDocs();
      for (int i = 0; i < leaf.reader().maxDoc(); i++) {
        int document = leaf.docBase + i;
        boolean isSample = document % step == 0 && (live == null || live.get(i));
        if ((isSample || documents.get(document)) && vectors.advanceExact(i)) {
          BytesRef vector = vectors.binaryValue();
          if (vector.length < question.length) {
            continue;
          }
          float cosine = query.cosine(vector);
          cosines[document] = cosine;
          if (isSample) {
            total += cosine;
            squares += cosine * cosine;
            count++;
          }
        }
      }
    }
    mean = count == 0 ? 0 : total / count;
    deviation = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  /** Returns the cosine of a measured document; NaN if it has no vector. */
  float cosine(int document) {
    return isEmpty ? Float.NaN : cosines[document];
  }

  /** Returns by how many standard deviations a measured document is nearer than usual. */
  double deviations(int document) {
    return deviation > 0 && !Float.isNaN(cosine(document))
        ? (cosines[document] - mean) / deviation
        : 0;
  }
}
