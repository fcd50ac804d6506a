package dev.codeintel.search.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Gives counted words to Lucene, each once. */
final class WordTokens extends TokenStream {
  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
  private final KnownWords known;
  private final WordCounts counts;
  private final boolean isAll;
  private int next;

  /**
   * Makes one for what is counted at the time.
   *
   * @param isAll whether words that tell nothing are given too
   */
  WordTokens(KnownWords known, WordCounts counts, boolean isAll) {
    this.known = known;
    this.counts = counts;
    this.isAll = isAll;
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    while (next < counts.size()) {
      int place = next++;
      if (isAll || known.isTelling(counts.word(place))) {
        clearAttributes();
        term.setBytesRef(known.bytes(counts.word(place)));
        frequency.setTermFrequency(counts.count(place));
        return true;
      }
    }
    return false;
  }
}
