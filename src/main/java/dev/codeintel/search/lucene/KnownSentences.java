package dev.codeintel.search.lucene;

import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.search.SentenceText;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Vectors of texts that have been embedded before. Not thread-safe. */
final class KnownSentences {
  private final SentenceHome home;
  private final EmbeddingCache cache;
  private final @Nullable IndexReader before;

  /**
   * @param before the index as it was; null if there was none
   */
  KnownSentences(SentenceHome home, EmbeddingCache cache, @Nullable IndexReader before) {
    this.home = home;
    this.cache = cache;
    this.before = before;
  }

  /**
   * Returns what is known of a file's texts, by their hashes, in the form documents keep. Of what a
   * store keeps only the file itself tells: nobody else has added its rows.
   */
  Map<Long, BytesRef> of(String path, String contentHash) throws IOException {
    if (home.model().isEmpty()) {
      return Map.of();
    }
    Map<Long, BytesRef> known = new HashMap<>();
    if (!home.isShared()) {
      cache
          .get(version(home.model()), contentHash)
          .forEach((hash, bytes) -> known.put(hash, new BytesRef(bytes)));
    }
    if (before != null) {
      read(before, home.field(), path, known);
    }
    return known;
  }

  static String version(String model) {
    return SentenceText.FORM + " " + Fields.FORMAT + " " + model;
  }

  /** Adds copies of the vectors of a file's documents. */
  static void read(IndexReader reader, String field, String path, Map<Long, BytesRef> vectors)
      throws IOException {
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
            vectors.put(SentenceVectors.hash(value), BytesRef.deepCopyOf(value));
          }
        }
      }
    }
  }
}
