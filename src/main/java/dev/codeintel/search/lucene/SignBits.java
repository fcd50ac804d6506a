package dev.codeintel.search.lucene;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * The signs of the coordinates of all vectors of one part of an index: a thirtieth of their size in
 * memory. Vectors that point the same way have the same signs, so the nearest are among those that
 * agree in most, which a few instructions count. Immutable; thread-safe.
 */
final class SignBits {
  /** Documents that one thread looks at before it takes others. */
  private static final int CHUNK = 1 << 15;

  private final long[] bits;
  private final int longs;
  private final int documents;
  private final FixedBitSet present;

  private SignBits(long[] bits, int longs, FixedBitSet present) {
    this.bits = bits;
    this.longs = longs;
    this.documents = present.length();
    this.present = present;
  }

  /** Keeps those of parts that are open, and the samples of whole indexes. Thread-safe. */
  static final class Cache {
    private record Key(IndexReader.CacheKey part, String field) {}

    private final ConcurrentMap<Key, SignBits> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, VectorSample> samples = new ConcurrentHashMap<>();

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

    /**
     * Returns the sample of the whole index as this reader sees it.
     *
     * @param step as {@link VectorSample#step} tells; always the same for a field
     */
    VectorSample sample(IndexReader reader, String field, int dimensions, int step)
        throws IOException {
      IndexReader.CacheHelper helper = reader.getReaderCacheHelper();
      if (helper == null) {
        return VectorSample.read(reader, field, dimensions, step);
      }
      Key key = new Key(helper.getKey(), field);
      VectorSample found = samples.get(key);
      if (found == null) {
        found = VectorSample.read(reader, field, dimensions, step);
        if (samples.putIfAbsent(key, found) == null) {
          helper.addClosedListener(closed -> samples.remove(key));
        }
      }
      return found;
    }
  }

  private static SignBits read(LeafReader reader, String field, int dimensions) throws IOException {
    int longs = (dimensions + Long.SIZE - 1) / Long.SIZE;
    long[] bits = new long[reader.maxDoc() * longs];
    FixedBitSet present = new FixedBitSet(reader.maxDoc());
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

  private static long[] of(byte[] vector) {
    long[] bits = new long[(vector.length + Long.SIZE - 1) / Long.SIZE];
    set(bits, 0, vector, 0, vector.length);
    return bits;
  }

  /**
   * Counts in how many coordinates each document agrees with a question by sign. A large part is
   * shared out among the threads of the common pool.
   *
   * @param agreements of all documents of the index; those without a vector keep what they have
   * @param base where this part's begin
   */
  void count(byte[] question, short[] agreements, int base) {
    long[] query = of(question);
    int chunks = (documents + CHUNK - 1) / CHUNK;
    IntStream all = IntStream.range(0, chunks);
    (chunks > 1 ? all.parallel() : all)
        .forEach(
            chunk -> {
              int end = Math.min(documents, (chunk + 1) * CHUNK);
              for (int i = chunk * CHUNK; i < end; i++) {
                if (present.get(i)) {
                  agreements[base + i] = (short) (question.length - differences(i, query));
                }
              }
            });
  }

  private int differences(int document, long[] query) {
    int differences = 0;
    int at = document * longs;
    for (long each : query) {
      differences += Long.bitCount(bits[at++] ^ each);
    }
    return differences;
  }
}
