package dev.codeintel.embedding;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The form in which the vector of a text is kept: as {@link VectorBytes}, then the hash of the
 * text, by which an update knows that it has not changed. Where a store keeps the vector, there may
 * be the hash alone.
 */
public final class SentenceVectors {
  private static final int LARGEST = 127;

  private SentenceVectors() {}

  /** Returns the field of a model's vectors. */
  public static String field(String model) {
    return "sentence " + model;
  }

  /** Returns the vector of a text with this hash in this form. */
  public static byte[] encode(float[] vector, long hash) {
    byte[] bytes = VectorBytes.encode(direction(vector));
    byte[] all = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
    ByteBuffer.wrap(all).putLong(bytes.length, hash);
    return all;
  }

  /** Returns what says that a store has the vector of a text. */
  public static byte[] marker(long hash) {
    return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
  }

  /** Returns the direction an encoded vector has, as a store takes it. */
  public static float[] floats(byte[] encoded) {
    return floats(encoded, encoded.length - Float.BYTES - Long.BYTES);
  }

  /** Returns the first coordinates of a direction. */
  public static float[] floats(byte[] direction, int dimensions) {
    float[] floats = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      floats[i] = direction[i];
    }
    return floats;
  }

  /** Returns a vector's direction with the largest coordinate at 127. */
  public static byte[] direction(float[] vector) {
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

  /**
   * Tells which text an encoded vector, or a marker, is of.
   *
   * @param end where it ends in the bytes
   */
  public static long hash(byte[] bytes, int end) {
    return ByteBuffer.wrap(bytes).getLong(end - Long.BYTES);
  }
}
