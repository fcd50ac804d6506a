package dev.codeintel.search.lucene;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * The form in which a document keeps the vector of its text: as {@link VectorBytes}, then the hash
 * of the text, by which an update knows that it has not changed. Where a store keeps the vector,
 * there may be the hash alone.
 */
final class SentenceVectors {
  private static final int LARGEST = 127;

  private SentenceVectors() {}

  /** Returns the field of a model's vectors. */
  static String field(String model) {
    return "sentence " + model;
  }

  static BytesRef encode(float[] vector, long hash) {
    BytesRef bytes = VectorBytes.encode(direction(vector));
    byte[] all = Arrays.copyOf(bytes.bytes, bytes.length + Long.BYTES);
    ByteBuffer.wrap(all).putLong(bytes.length, hash);
    return new BytesRef(all);
  }

  /** Returns what says that a store has the vector of a text. */
  static BytesRef marker(long hash) {
    return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(hash).array());
  }

  /** Returns the direction an encoded vector has, as a store takes it. */
  static float[] floats(byte[] encoded) {
    return floats(encoded, encoded.length - Float.BYTES - Long.BYTES);
  }

  static float[] floats(byte[] direction, int dimensions) {
    float[] floats = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      floats[i] = direction[i];
    }
    return floats;
  }

  /** Returns a vector's direction with the largest coordinate at 127. */
  static byte[] direction(float[] vector) {
    float largest = 0;
    for (float each : vector) {
      largest = Math.max(largest, Math.abs(each));
    }
    byte[] direction = new byte[vector.length];
    if (largest > 0) {
      for (int i = 0; i < vector.length; i++) {
        direction[i] = (byte) Math.round(vector[i] * LARGEST / largest);
      }
    }
    return direction;
  }

  /** Tells which text it is the vector of. */
  static long hash(BytesRef encoded) {
    return ByteBuffer.wrap(encoded.bytes).getLong(encoded.offset + encoded.length - Long.BYTES);
  }
}
