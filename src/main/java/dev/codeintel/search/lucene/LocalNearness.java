package dev.codeintel.search.lucene;

import dev.codeintel.embedding.VectorBytes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Nearness by vectors in the index. By their signs all are known roughly; exactly those that are
 * asked for, and a sample that tells what is usual. Not thread-safe.
 */
final class LocalNearness implements Nearness {
  /**
   * By signs one of so many may be among the nearest: of a million texts eight thousand are
   * compared exactly. The meaning of words counts for too little.
   */
  private static final int PART = 128;

  private final IndexReader reader;
  private final String field;
  private final byte[] question;
  private final SignBits.Cache signs;
  private int[] measured = new int[0];
  private float[] cosines = new float[0];
  private VectorSample.Usual usual = VectorSample.Usual.UNKNOWN;

  /**
   * @param field where the documents' vectors are
   * @param question empty if there is nothing to compare
   */
  LocalNearness(IndexReader reader, String field, byte[] question, SignBits.Cache signs) {
    this.reader = reader;
    this.field = field;
    this.question = question;
    this.signs = signs;
  }

  @Override
  public void choose(FixedBitSet chosen, @Nullable FixedBitSet accepted, int count)
      throws IOException {
    if (question.length == 0) {
      return;
    }
    short[] agreements = new short[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      signs.of(leaf.reader(), field, question.length).count(question, agreements, leaf.docBase);
    }
    int part = field.equals(Fields.VECTOR) ? 0 : reader.maxDoc() / PART;
    FixedBitSet likely = likely(agreements, accepted, Math.max(count, part));
    chosen.or(part > count ? nearest(likely, count) : likely);
  }

  private FixedBitSet likely(short[] agreements, @Nullable FixedBitSet accepted, int atLeast) {
    int[] counts = new int[question.length + 1];
    for (int i = 0; i < agreements.length; i++) {
      if (accepted != null && !accepted.get(i)) {
        agreements[i] = 0;
      }
      counts[agreements[i]]++;
    }
    int wanted = atLeast;
    int least = question.length;
    while (least > 1 && counts[least] < wanted) {
      wanted -= counts[least--];
    }
    // Of those that agree as much as the last there may be too many.
    FixedBitSet likely = new FixedBitSet(agreements.length);
    for (int i = agreements.length - 1; i >= 0; i--) {
      if (agreements[i] > least || (agreements[i] == least && wanted-- > 0)) {
        likely.set(i);
      }
    }
    return likely;
  }

  private FixedBitSet nearest(FixedBitSet likely, int count) throws IOException {
    compare(likely, new VectorBytes(question));
    TopDocuments best = new TopDocuments(count);
    for (int i = 0; i < measured.length; i++) {
      if (cosines[i] > 0) {
        best.add(measured[i], cosines[i]);
      }
    }
    FixedBitSet nearest = new FixedBitSet(likely.length());
    best.moveTo(nearest);
    return nearest;
  }

  @Override
  public void measure(FixedBitSet documents) throws IOException {
    if (question.length == 0) {
      return;
    }
    VectorBytes query = new VectorBytes(question);
    int step = VectorSample.step(reader.maxDoc());
    usual = signs.sample(reader, field, question.length, step).usual(query);
    compare(documents, query);
  }

  private void compare(FixedBitSet documents, VectorBytes query) throws IOException {
    int size = documents.cardinality();
    measured = new int[size];
    cosines = new float[size];
    int count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues vectors = DocValues.getBinary(leaf.reader(), field);
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (int i = next(documents, leaf.docBase, end); i < end; i = next(documents, i + 1, end)) {
        if (vectors.advanceExact(i - leaf.docBase)) {
          BytesRef vector = vectors.binaryValue();
          if (vector.length >= question.length) {
            measured[count] = i;
            cosines[count++] = FieldValues.cosine(query, vector);
          }
        }
      }
    }
    measured = Arrays.copyOf(measured, count);
  }

  private static int next(FixedBitSet documents, int from, int end) {
    return from < end ? documents.nextSetBit(from, end) : end;
  }

  @Override
  public float cosine(int document) {
    int at = Arrays.binarySearch(measured, document);
    return at < 0 ? Float.NaN : cosines[at];
  }

  @Override
  public double deviations(int document) {
    return usual.deviations(cosine(document));
  }
}
