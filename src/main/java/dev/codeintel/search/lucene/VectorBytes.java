package dev.codeintel.search.lucene;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** The form in which a vector is kept: a byte a coordinate, then 1 / its length as a float. */
final class VectorBytes {
  private final byte[] query;
  private final float inverseLength;

  /** Takes what the vectors of documents are compared with. */
  VectorBytes(byte[] query) {
    this.query = query;
    this.inverseLength = inverseLength(query);
  }

  static BytesRef encode(byte[] vector) {
    byte[] bytes = Arrays.copyOf(vector, vector.length + Float.BYTES);
    ByteBuffer.wrap(bytes).putFloat(vector.length, inverseLength(vector));
    return new BytesRef(bytes);
  }

  private static float inverseLength(byte[] vector) {
    long squares = 0;
    for (byte each : vector) {
      squares += each * each;
    }
    return squares == 0 ? 0 : (float) (1 / Math.sqrt((double) squares));
  }

  /** Returns the cosine of the angle between the query and an encoded vector. */
  float cosine(BytesRef encoded) {
    byte[] bytes = encoded.bytes;
    int at = encoded.offset;
    int product = 0;
    for (int i = 0; i < query.length; i++) {
      product += query[i] * bytes[at + i];
    }
    int end = at + query.length;
    int bits =
        (bytes[end] & 0xff) << 24
            | (bytes[end + 1] & 0xff) << 16
            | (bytes[end + 2] & 0xff) << 8
            | (bytes[end + 3] & 0xff);
    return product * inverseLength * Float.intBitsToFloat(bits);
  }
}
