package dev.codeintel.search.lucene;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceRows;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.VectorBytes;
import dev.codeintel.vector.Hit;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStoreException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Nearness by vectors in a store that holds those of other indexes too. It is asked for the nearest
 * of all, and for the best by words among those that are looked at closely; what is usual is told
 * by a sample in the index. If the store fails, nothing is near.
 */
final class SharedNearness implements Nearness {
  /** A thousand take a second: the store sends the vectors of all it finds. */
  private static final int NEAREST = 250;

  private static final int BEST_BY_WORDS = 250;

  private final IndexReader reader;
  private final String field;
  private final SentenceRows rows;
  private final byte[] question;
  private final float[] vector;
  private final VectorFilter filter;
  private final float[] lexical;
  private final float[] cosines;
  private final SignBits.Cache signs;
  private VectorSample.Usual usual = VectorSample.Usual.UNKNOWN;
  private @Nullable VectorStoreException failure;

  /**
   * @param field which texts have rows, and a sample of their vectors
   * @param question the direction of the question
   * @param filter what the store is to look at
   * @param lexical how well each document is found by words
   * @param limit so many at least are asked for
   */
  SharedNearness(
      IndexReader reader,
      String field,
      SentenceRows rows,
      byte[] question,
      VectorFilter filter,
      float[] lexical,
      int limit,
      SignBits.Cache signs)
      throws IOException {
    this.signs = signs;
    this.reader = reader;
    this.field = field;
    this.rows = rows;
    this.question = question;
    this.vector = SentenceVectors.floats(question, question.length);
    this.filter = filter;
    this.lexical = lexical;
    this.cosines = new float[reader.maxDoc()];
    Arrays.fill(cosines, Float.NaN);
    ask(filter, Math.max(NEAREST, 2 * limit));
  }

  /** Returns why the store could not be used; null if it could. */
  @Nullable VectorStoreException failure() {
    return failure;
  }

  private void ask(VectorFilter some, int limit) throws IOException {
    try {
      take(rows.nearest(vector, some, limit));
    } catch (VectorStoreException e) {
      failure = e;
      Arrays.fill(cosines, Float.NaN);
    }
  }

  /** Finds the documents of hits: all of a file that have the same text. */
  private void take(List<Hit> hits) throws IOException {
    Map<String, Map<Long, Float>> files = new HashMap<>();
    for (Hit hit : hits) {
      files.computeIfAbsent(hit.path(), path -> new HashMap<>()).put(hit.textHash(), hit.cosine());
    }
    for (Map.Entry<String, Map<Long, Float>> file : files.entrySet()) {
      for (LeafReaderContext leaf : reader.leaves()) {
        PostingsEnum documents = leaf.reader().postings(new Term(Fields.OWNER, file.getKey()));
        if (documents != null) {
          take(leaf, documents, file.getValue());
        }
      }
    }
  }

  private void take(LeafReaderContext leaf, PostingsEnum documents, Map<Long, Float> byText)
      throws IOException {
    BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
    Bits live = leaf.reader().getLiveDocs();
    for (int i = documents.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = documents.nextDoc()) {
      if ((live == null || live.get(i)) && values.advanceExact(i)) {
        Float cosine = byText.get(FieldValues.hash(values.binaryValue()));
        if (cosine != null) {
          cosines[leaf.docBase + i] = cosine;
        }
      }
    }
  }

  @Override
  public void choose(FixedBitSet chosen, @Nullable FixedBitSet accepted, int count) {
    for (int i = 0; i < cosines.length; i++) {
      if (!Float.isNaN(cosines[i]) && (accepted == null || accepted.get(i))) {
        chosen.set(i);
      }
    }
  }

  @Override
  public void measure(FixedBitSet documents) throws IOException {
    int step = VectorSample.step(reader.maxDoc() / SentenceHome.LARGEST_STEP);
    usual = signs.sample(reader, field, question.length, step).usual(new VectorBytes(question));
    if (failure != null) {
      return;
    }
    Set<String> unknown = unknown(documents);
    if (!unknown.isEmpty()) {
      ask(filter.withIds(unknown), unknown.size());
    }
  }

  /** Returns the rows of the best by words of which the nearness is not known yet. */
  private Set<String> unknown(FixedBitSet documents) throws IOException {
    TopDocuments best = new TopDocuments(BEST_BY_WORDS);
    for (int i = documents.nextSetBit(0);
        i != DocIdSetIterator.NO_MORE_DOCS;
        i = Ranking.next(documents, i)) {
      if (lexical[i] > 0 && Float.isNaN(cosines[i])) {
        best.add(i, lexical[i]);
      }
    }
    FixedBitSet chosen = new FixedBitSet(Math.max(1, reader.maxDoc()));
    best.moveTo(chosen);
    Set<String> ids = new HashSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      SortedDocValues paths = DocValues.getSorted(leaf.reader(), Fields.PATH);
      BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
      for (int i = 0; i < leaf.reader().maxDoc(); i++) {
        if (chosen.get(leaf.docBase + i) && values.advanceExact(i) && paths.advanceExact(i)) {
          ids.add(rows.id(FieldValues.path(paths), FieldValues.hash(values.binaryValue())));
        }
      }
    }
    return ids;
  }

  @Override
  public float cosine(int document) {
    return cosines[document];
  }

  @Override
  public double deviations(int document) {
    return usual.deviations(cosines[document]);
  }
}
