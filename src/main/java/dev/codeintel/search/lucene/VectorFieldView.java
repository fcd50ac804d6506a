package dev.codeintel.search.lucene;

import dev.codeintel.embedding.VectorField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** What a commit has of a field of vectors. Not thread-safe. */
final class VectorFieldView implements VectorField.View {
  private final IndexReader reader;
  private final String field;

  /**
   * @param reader is closed with this
   */
  VectorFieldView(IndexReader reader, String field) {
    this.reader = reader;
    this.field = field;
  }

  @Override
  public void each(VectorField.Texts listener) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      SortedDocValues paths = DocValues.getSorted(leaf.reader(), Fields.PATH);
      BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
      Bits live = leaf.reader().getLiveDocs();
      for (int i = values.nextDoc(); i != BinaryDocValues.NO_MORE_DOCS; i = values.nextDoc()) {
        if ((live == null || live.get(i)) && paths.advanceExact(i)) {
          listener.text(FieldValues.path(paths), FieldValues.hash(values.binaryValue()));
        }
      }
    }
  }

  @Override
  public VectorField.Lacking lacking(VectorField.Losses losses) throws IOException {
    List<VectorField.Entry> open = new ArrayList<>();
    int total = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues useful = DocValues.getNumeric(leaf.reader(), Fields.USEFUL);
      SortedDocValues paths = DocValues.getSorted(leaf.reader(), Fields.PATH);
      BinaryDocValues vectors = DocValues.getBinary(leaf.reader(), field);
      StoredFields stored = leaf.reader().storedFields();
      Bits live = leaf.reader().getLiveDocs();
      for (int i = useful.nextDoc(); i != NumericDocValues.NO_MORE_DOCS; i = useful.nextDoc()) {
        if (live == null || live.get(i)) {
          total++;
          if (!paths.advanceExact(i)) {
            continue;
          }
          String path = FieldValues.path(paths);
          if (!vectors.advanceExact(i)
              || losses.contains(path, FieldValues.hash(vectors.binaryValue()))) {
            String key = stored.document(i, Set.of(Fields.KEY)).get(Fields.KEY);
            open.add(new VectorField.Entry(key, path, useful.longValue()));
          }
        }
      }
    }
    return new VectorField.Lacking(open, total);
  }

  @Override
  public Map<Long, byte[]> ofFile(String path) throws IOException {
    Map<Long, byte[]> vectors = new HashMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum documents = leaf.reader().postings(new Term(Fields.OWNER, path));
      if (documents == null) {
        continue;
      }
      BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
      Bits live = leaf.reader().getLiveDocs();
      for (int i = documents.nextDoc();
          i != DocIdSetIterator.NO_MORE_DOCS;
          i = documents.nextDoc()) {
        if ((live == null || live.get(i)) && values.advanceExact(i)) {
          BytesRef value = values.binaryValue();
          if (value.length > 0) {
            byte[] copy =
                Arrays.copyOfRange(value.bytes, value.offset, value.offset + value.length);
            vectors.put(FieldValues.hash(value), copy);
          }
        }
      }
    }
    return vectors;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
