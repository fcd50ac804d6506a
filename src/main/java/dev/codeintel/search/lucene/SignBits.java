package dev.codeintel.search.lucene;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * The signs of the coordinates of all vectors of one part of an index: a thirtieth of their size in
 * memory. Vectors that point the same way have the same signs, so the nearest are among those that
 * agree in most, which a few instructions count. Immutable; thread-safe.
 */
final class SignBits {
  private final long[] bits;
  private final int longs;
  private final BitSet present;

  private SignBits(long[] bits, int longs, BitSet present) {
    this.bits = bits;
    this.longs = longs;
    this.present = present;
  }

  /** Keeps those of parts that are open. Thread-safe. */
  static final class Cache {
    private record Key(IndexReader.CacheKey part, String field) {}

    private final ConcurrentMap<Key, SignBits> known = new ConcurrentHashMap<>();

    /** Vectors of texts are added to documents that are there already: then it is read again. */
    SignBits of(LeafReader reader, String field, int dimensions) throws IOException {
      boolean isFixed = field.equals(Fields.VECTOR);
      IndexReader.CacheHelper helper =
          isFixed ? reader.getCoreCacheHelper() : reader.getReaderCacheHelper();
      if (helper == null) {
        return read(reader, field, dimensions);
      }
      Key key = new Key(helper.getKey(), field);
      SignBits found = known.get(key);
      if (found == null) {
        found = read(reader, field, dimensions);
        if (known.putIfAbsent(key, found) == null) {
          helper.addClosedListener(closed -> known.remove(key));
        }
      }
      return found;
    }
  }

  private static SignBits read(LeafReader reader, String field, int dimensions) throws IOException {
    int longs = (dimensions + Long.SIZE - 1) / Long.SIZE;
    long[] bits = new long[reader.maxDoc() * longs];
    BitSet present = new BitSet(reader.maxDoc());
    BinaryDocValues vectors = DocValues.getBinary(reader, field);
    for (int i = vectors.nextDoc(); i != BinaryDocValues.NO_MORE_DOCS; i = vectors.nextDoc()) {
      BytesRef vector = vectors.binaryValue();
      if (vector.length >= dimensions) {
        present.set(i);
        set(bits, i * longs, vector.bytes, vector.offset, dimensions);
      }
    }
    return new SignBits(bits, longs, present);
  }

  private static void set(long[] bits, int at, byte[] vector, int offset, int dimensions) {
    for (int i = 0; i < dimensions; i++) {
      if (vector[offset + i] < 0) {
        bits[at + i / Long.SIZE] |= 1L << i;
      }
    }
  }

  /** Returns the signs of one vector. */
  static long[] of(byte[] vector) {
    long[] bits = new long[(vector.length + Long.SIZE - 1) / Long.SIZE];
    set(bits, 0, vector, 0, vector.length);
    return bits;
  }

  /** Tells whether a document has a vector. */
  boolean has(int document) {
    return present.get(document);
  }

  /** Returns in how many coordinates a document's vector has another sign. */
  int differences(int document, long[] query) {
    int differences = 0;
    for (int i = 0; i < longs; i++) {
      differences += Long.bitCount(bits[document * longs + i] ^ query[i]);
    }
    return differences;
  }
}
