package dev.codeintel.search.lucene;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/** BM25 with the usual constants; that a name is long says less about it than of a text. */
final class FieldSimilarity extends PerFieldSimilarityWrapper {
  private static final Similarity NAMES = new BM25Similarity(1.2f, 0.5f);
  private static final Similarity TEXTS = new BM25Similarity(1.2f, 0.75f);

  @Override
  public Similarity get(String field) {
    return field.equals(Fields.NAME) ? NAMES : TEXTS;
  }
}
