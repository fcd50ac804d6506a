package dev.codeintel.parsing;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a file's facts. Path, language and content are not in it: whoever reads it
 * back has them. Reusable, because it keeps its buffers; not thread-safe.
 *
 * <p>All strings stand at the start, each once. Numbers are varints, mostly differences to what
 * stood before; the references are written a column after the other, which makes like follow like.
 * The whole is deflated with the end of the file's content as the dictionary: names, signatures and
 * comments are there already, so that they cost a few bytes each.
 *
 * <p>Reading trusts nothing. Every count is checked against the bytes that are left before anything
 * is made by it, and every index against what it leads into, so that facts either come back whole
 * or not at all.
 */
final class FactCodec implements AutoCloseable {
  private static final int FORMAT = 1;
  private static final int LEVEL = 1;
  private static final int DICTIONARY_BYTES = 32 << 10;

  /** Facts are larger than their file where it is dense, but not by more than this. */
  private static final int MAX_RATIO = 64;

  private static final int MAX_EXTRA = 1 << 16;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final Inflater inflater = new Inflater(true);
  private final Bytes plain = new Bytes();
  private byte[] buffer = new byte[1 << 16];

  /**
   * Returns the version of the form. It differs whenever what one program writes would mean
   * something else to another; constants of enums are written by their position.
   */
  static String version() {
    CRC32C names = new CRC32C();
    for (Object[] constants :
        new Object[][] {SymbolKind.values(), Visibility.values(), ReferenceRole.values()}) {
      names.update(Arrays.toString(constants).getBytes(StandardCharsets.UTF_8));
    }
    return FORMAT + "-" + Long.toHexString(names.getValue());
  }

  /**
   * Returns the binary form.
   *
   * @param content the file the facts are of; needed again for reading
   * @throws IllegalArgumentException if the facts are none that {@link #decode} would give back
   */
  byte[] encode(FileFacts facts, byte[] content) {
    plain.reset();
    CodedOutputStream out = CodedOutputStream.newInstance(plain);
    try {
      new FactWriter(out).facts(facts);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return deflate(content);
  }

  /**
   * Reads facts back.
   *
   * @param content the file the facts are of
   * @return null if the bytes are not the whole form of some facts
   */
  @Nullable FileFacts decode(byte[] bytes, String path, String language, byte[] content) {
    try {
      CodedInputStream in = inflate(bytes, content);
      return new FactReader(in).facts(path, language);
    } catch (IOException | DataFormatException | IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] deflate(byte[] content) {
    deflater.reset();
    int length = Math.min(content.length, DICTIONARY_BYTES);
    deflater.setDictionary(content, content.length - length, length);
    deflater.setInput(plain.array(), 0, plain.size());
    deflater.finish();
    int head = CodedOutputStream.computeUInt32SizeNoTag(plain.size());
    int size = head;
    while (!deflater.finished()) {
      if (size + 64 > buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      size += deflater.deflate(buffer, size, buffer.length - size);
    }
    try {
      CodedOutputStream.newInstance(buffer, 0, head).writeUInt32NoTag(plain.size());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return Arrays.copyOf(buffer, size);
  }

  private CodedInputStream inflate(byte[] bytes, byte[] content)
      throws IOException, DataFormatException {
    CodedInputStream head = CodedInputStream.newInstance(bytes);
    int size = head.readRawVarint32();
    int at = head.getTotalBytesRead();
    check(size >= 0 && size <= MAX_EXTRA + (long) content.length * MAX_RATIO);
    if (size + 1 > buffer.length) {
      buffer = new byte[size + 1];
    }
    inflater.reset();
    int length = Math.min(content.length, DICTIONARY_BYTES);
    inflater.setDictionary(content, content.length - length, length);
    inflater.setInput(bytes, at, bytes.length - at);
    int read = 0;
    while (!inflater.finished() && read <= size) {
      int more = inflater.inflate(buffer, read, size + 1 - read);
      check(more > 0 || inflater.finished());
      read += more;
    }
    check(inflater.finished() && read == size && inflater.getRemaining() == 0);
    CodedInputStream in = CodedInputStream.newInstance(buffer, 0, size);
    in.pushLimit(size);
    return in;
  }

  /** Frees the memory outside the heap. */
  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }

  private static void check(boolean isRight) throws IOException {
    if (!isRight) {
      throw new InvalidProtocolBufferException("not facts");
    }
  }

  /** Lets its array be read without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}
