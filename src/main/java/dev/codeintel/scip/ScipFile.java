package dev.codeintel.scip;

import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A SCIP index on disk. Holds where each document lies; documents are read one at a time, so memory
 * is bounded by the largest. Not thread-safe; the caller closes it.
 */
public final class ScipFile implements AutoCloseable {
  private static final int DOCUMENTS = 2;
  private static final int MAX_DOCUMENT_BYTES = 256 << 20;

  private final Path file;
  private final RandomAccessFile bytes;
  private final Map<String, Place> places;

  private record Place(long offset, int length) {}

  private ScipFile(Path file, RandomAccessFile bytes, Map<String, Place> places) {
    this.file = file;
    this.bytes = bytes;
    this.places = places;
  }

  /**
   * Opens an index and parses every document once.
   *
   * @throws ScipException if the file cannot be read or is no whole SCIP index
   */
  public static ScipFile open(Path file) {
    Map<String, Place> places = new LinkedHashMap<>();
    try (Scanner in = new Scanner(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (long tag = in.tag(); tag >= 0; tag = in.tag()) {
        if (tag != ((DOCUMENTS << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
          in.skip((int) tag);
          continue;
        }
        int length = in.length();
        long offset = in.offset;
        String path = ScipDocument.parse(in.bytes(length)).path();
        if (places.put(path, new Place(offset, length)) != null) {
          throw new IOException("the document \"" + path + "\" is there twice");
        }
      }
    } catch (IOException e) {
      throw malformed(file, e);
    }
    if (places.isEmpty()) {
      throw new ScipException(
          "The SCIP file "
              + file
              + " holds no documents. Make it again with the indexer of your"
              + " language, in the repository's root.",
          null);
    }
    return new ScipFile(file, reopen(file), places);
  }

  private static RandomAccessFile reopen(Path file) {
    try {
      return new RandomAccessFile(file.toFile(), "r");
    } catch (IOException e) {
      throw malformed(file, e);
    }
  }

  private static ScipException malformed(Path file, IOException e) {
    String what =
        Files.isReadable(file) && !Files.isDirectory(file)
            ? file + " is no whole SCIP index (" + e.getMessage() + "). Make it again"
            : file + " cannot be read. Give the path of a SCIP index; make one";
    return new ScipException(
        what + " with the indexer of your language, for example scip-java.", e);
  }

  /** Returns the paths of the documents. */
  Set<String> paths() {
    return places.keySet();
  }

  boolean holds(String path) {
    return places.containsKey(path);
  }

  Path file() {
    return file;
  }

  /** Reads the document of one of the {@link #paths()}. */
  ScipDocument document(String path) {
    Place place = places.get(path);
    if (place == null) {
      throw new IllegalArgumentException(path);
    }
    try {
      byte[] message = new byte[place.length()];
      bytes.seek(place.offset());
      bytes.readFully(message);
      return ScipDocument.parse(message);
    } catch (IOException e) {
      throw malformed(file, e);
    }
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw malformed(file, e);
    }
  }

  /** The outermost message, which may be larger than the library's readers take. */
  private static final class Scanner implements AutoCloseable {
    private final InputStream in;
    private long offset;

    Scanner(InputStream in) {
      this.in = in;
    }

    /** Returns the next tag, or -1 at the end. */
    long tag() throws IOException {
      int first = in.read();
      if (first < 0) {
        return -1;
      }
      offset++;
      long tag = varint(first);
      if (tag >>> 3 == 0 || tag > Integer.MAX_VALUE) {
        throw new IOException("an invalid tag at byte " + offset);
      }
      return tag;
    }

    int length() throws IOException {
      long length = varint(next());
      if (length < 0 || length > MAX_DOCUMENT_BYTES) {
        throw new IOException("a part of " + length + " bytes at byte " + offset);
      }
      return (int) length;
    }

    byte[] bytes(int length) throws IOException {
      // Grows with what is there: a length that lies reserves nothing.
      byte[] read = in.readNBytes(length);
      offset += read.length;
      if (read.length < length) {
        throw new EOFException("it ends in the middle");
      }
      return read;
    }

    void skip(int tag) throws IOException {
      switch (tag & 7) {
        case WireFormat.WIRETYPE_VARINT -> varint(next());
        case WireFormat.WIRETYPE_FIXED64 -> bytes(8);
        case WireFormat.WIRETYPE_FIXED32 -> bytes(4);
        case WireFormat.WIRETYPE_LENGTH_DELIMITED -> bytes(length());
        default -> throw new IOException("an invalid tag at byte " + offset);
      }
    }

    private int next() throws IOException {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("it ends in the middle");
      }
      offset++;
      return next;
    }

    private long varint(int first) throws IOException {
      long value = first & 0x7f;
      int last = first;
      for (int shift = 7; (last & 0x80) != 0; shift += 7) {
        if (shift > 63) {
          throw new IOException("an invalid number at byte " + offset);
        }
        last = next();
        value |= (long) (last & 0x7f) << shift;
      }
      return value;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
