package dev.codeintel.search.lucene;

import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;

/** Keeps the documents with the highest scores, so many at most. Not thread-safe. */
final class TopDocuments {
  private final LongHeap heap;

  /**
   * @param most at least 1
   */
  TopDocuments(int most) {
    this.heap = new LongHeap(most);
  }

  /**
   * Offers a document.
   *
   * @param score above 0
   */
  void add(int document, float score) {
    // Floats above zero are in the order of their bits.
    heap.insertWithOverflow((long) Float.floatToIntBits(score) << Integer.SIZE | document);
  }

  /** Adds those that were kept to a set, and forgets them. */
  void moveTo(FixedBitSet documents) {
    while (heap.size() > 0) {
      documents.set((int) heap.pop());
    }
  }
}
