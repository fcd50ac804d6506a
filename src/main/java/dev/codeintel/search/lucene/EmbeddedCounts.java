package dev.codeintel.search.lucene;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/** How many symbols of an index have a vector of their text; counted once. Thread-safe. */
final class EmbeddedCounts {
  private record Key(IndexReader.CacheKey part, String field) {}

  /** Of one part, or of all. */
  record Count(int done, int of) {
    static final Count NONE = new Count(0, 0);

    private Count plus(Count other) {
      return new Count(done + other.done, of + other.of);
    }
  }

  private final ConcurrentMap<Key, Count> known = new ConcurrentHashMap<>();

  Count of(IndexReader reader, String field) throws IOException {
    Count all = Count.NONE;
    for (LeafReaderContext leaf : reader.leaves()) {
      all = all.plus(of(leaf.reader(), field));
    }
    return all;
  }

  private Count of(LeafReader part, String field) throws IOException {
    IndexReader.CacheHelper helper = part.getReaderCacheHelper();
    if (helper == null) {
      return count(part, field);
    }
    Key key = new Key(helper.getKey(), field);
    Count found = known.get(key);
    if (found == null) {
      found = count(part, field);
      if (known.putIfAbsent(key, found) == null) {
        helper.addClosedListener(closed -> known.remove(key));
      }
    }
    return found;
  }

  private static Count count(LeafReader part, String field) throws IOException {
    NumericDocValues useful = DocValues.getNumeric(part, Fields.USEFUL);
    BinaryDocValues vectors = DocValues.getBinary(part, field);
    Bits live = part.getLiveDocs();
    int done = 0;
    int of = 0;
    for (int i = useful.nextDoc(); i != NumericDocValues.NO_MORE_DOCS; i = useful.nextDoc()) {
      if (live == null || live.get(i)) {
        of++;
        done += vectors.advanceExact(i) ? 1 : 0;
      }
    }
    return new Count(done, of);
  }
}
