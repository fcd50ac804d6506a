package dev.codeintel.embedding;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The form in which a vector is kept: a byte a coordinate, then 1 / its length as a float.
 * Immutable; thread-safe.
 */
public final class VectorBytes {
  private final byte[] query;
  private final float inverseLength;

  /** Takes what the vectors of documents are compared with. */
  public VectorBytes(byte[] query) {
    this.query = query;
    this.inverseLength = inverseLength(query);
  }

  /** Returns a vector in this form. */
  public static byte[] encode(byte[] vector) {
    byte[] bytes = Arrays.copyOf(vector, vector.length + Float.BYTES);
    ByteBuffer.wrap(bytes).putFloat(vector.length, inverseLength(vector));
    return bytes;
  }

  private static float inverseLength(byte[] vector) {
    long squares = 0;
    for (byte each : vector) {
      squares += each * each;
    }
    return squares == 0 ? 0 : (float) (1 / Math.sqrt((double) squares));
  }

  /**
   * Returns the cosine of the angle between the query and an encoded vector of as many coordinates.
   *
   * @param offset where the vector begins in the bytes
   */
  public float cosine(byte[] bytes, int offset) {
    int product = 0;
    for (int i = 0; i < query.length; i++) {
      product += query[i] * bytes[offset + i];
    }
    int end = offset + query.length;
    int bits =
        (bytes[end] & 0xff) << 24
            | (bytes[end + 1] & 0xff) << 16
            | (bytes[end + 2] & 0xff) << 8
            | (bytes[end + 3] & 0xff);
    return product * inverseLength * Float.intBitsToFloat(bits);
  }
}
