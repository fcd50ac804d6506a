package dev.codeintel.embedding;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The vectors of some thousand words of code, distilled from a sentence model when this program was
 * made ({@code src/main/words}). A text's vector is the sum of its words': far less than the model
 * tells, for a thousandth of the time. Rare words weigh more. A word that is not known counts as
 * the longest known ones it is put together of. Immutable; thread-safe.
 */
public final class WordVectors {
  private static final String RESOURCE = "/embedding/words.bin";
  private static final int SHORTEST_PART = 3;

  /** Coordinates are whole numbers of this part of one: the largest become some thousands. */
  private static final float SCALE = 1 << 10;

  private final int dimensions;
  private final Map<String, Integer> rows;

  /** Of each word its vector, two coordinates in each number: see {@link WordSum}. */
  private final long[] pairs;

  private final String version;

  private WordVectors(int dimensions, Map<String, Integer> rows, long[] pairs, String version) {
    this.dimensions = dimensions;
    this.rows = rows;
    this.pairs = pairs;
    this.version = version;
  }

  /** Returns those that come with this program; read when first asked for. */
  public static WordVectors get() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final WordVectors INSTANCE = read();
  }

  private static WordVectors read() {
    try (InputStream in = WordVectors.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this program was packed without " + RESOURCE);
      }
      return read(new DataInputStream(new BufferedInputStream(in, 1 << 16)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WordVectors read(DataInputStream in) throws IOException {
    int words = in.readInt();
    int dimensions = in.readInt();
    Map<String, Integer> rows = new HashMap<>(words * 2);
    long[] pairs = new long[words * dimensions / 2];
    CRC32 sum = new CRC32();
    byte[] word = new byte[1 << 8];
    byte[] coordinates = new byte[dimensions];
    for (int row = 0; row < words; row++) {
      int length = in.readUnsignedByte();
      in.readFully(word, 0, length);
      rows.put(new String(word, 0, length, StandardCharsets.US_ASCII), row);
      float factor = in.readFloat() * SCALE;
      in.readFully(coordinates);
      sum.update(coordinates);
      int from = row * dimensions / 2;
      for (int i = 0; i < dimensions / 2; i++) {
        long high = Math.round(factor * coordinates[2 * i + 1]);
        pairs[from + i] = (high << Integer.SIZE) + Math.round(factor * coordinates[2 * i]);
      }
    }
    return new WordVectors(dimensions, rows, pairs, Long.toHexString(sum.getValue()));
  }

  /** Returns what differs where vectors differ. */
  public String version() {
    return version;
  }

  /** Returns the number of coordinates of a vector. */
  public int dimensions() {
    return dimensions;
  }

  /** Returns an empty sum. */
  public WordSum sum() {
    return new WordSum(this);
  }

  /**
   * Returns which vectors a word's is the sum of: its own, or those of its parts.
   *
   * @param word in the form {@code Words} gives it
   * @return empty if neither it nor its beginning is known
   */
  public int[] rowsOf(String word) {
    Integer own = rows.get(word);
    return own != null ? new int[] {own} : partsOf(word);
  }

  private int[] partsOf(String word) {
    int[] parts = new int[word.length() / SHORTEST_PART];
    int count = 0;
    int start = 0;
    while (word.length() - start >= SHORTEST_PART) {
      int end = word.length();
      Integer row = rows.get(word.substring(start, end));
      while (row == null && end - start > SHORTEST_PART) {
        row = rows.get(word.substring(start, --end));
      }
      if (row == null) {
        break;
      }
      parts[count++] = row;
      start = end;
    }
    return Arrays.copyOf(parts, count);
  }

  void add(int row, int weight, long[] sum) {
    int from = row * sum.length;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * pairs[from + i];
    }
  }
}
