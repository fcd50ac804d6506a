package dev.codeintel.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** One pack and its index, opened when they are first needed. For one thread; close it. */
final class GitPack implements AutoCloseable {
  private static final int OFFSET_DELTA = 6;
  private static final int REFERENCE_DELTA = 7;
  private static final int MAX_DELTAS = 1_000;
  private static final int READ_BYTES = 8 * 1024;
  private static final int MAX_HEAD_BYTES = 64;
  private static final int INDEX_SIGNATURE = 0xFF744F63;
  private static final int INDEX_VERSION = 2;
  private static final int FANOUT = 256;
  private static final int NAMES = 8 + 4 * FANOUT;

  private final Path folder;
  private final String name;
  private final Fence fence;
  private final GitHash hash;
  private final Inflater inflater;
  private final ReadBudget budget;
  private final int maxBytes;
  private @Nullable FileChannel index;
  private @Nullable FileChannel data;
  private int @Nullable [] fanout;

  /**
   * @param name of its two files, without their endings
   * @param inflater used between two calls by nobody else
   * @param maxBytes of an object
   */
  GitPack(
      Path folder,
      String name,
      Fence fence,
      GitHash hash,
      Inflater inflater,
      ReadBudget budget,
      int maxBytes) {
    this.folder = folder;
    this.name = name;
    this.fence = fence;
    this.hash = hash;
    this.inflater = inflater;
    this.budget = budget;
    this.maxBytes = maxBytes;
  }

  private FileChannel open(String ending) throws IOException {
    return PlainFiles.open(folder.resolve(name + ending), Long.MAX_VALUE, fence)
        .orElseThrow(() -> new IOException(name + ending + " cannot be read"));
  }

  private FileChannel index() throws IOException {
    FileChannel opened = index;
    if (opened == null) {
      opened = open(".idx");
      index = opened;
    }
    return opened;
  }

  private FileChannel data() throws IOException {
    FileChannel opened = data;
    if (opened == null) {
      opened = open(".pack");
      data = opened;
    }
    return opened;
  }

  // ---------------------------------------------------------------- the index

  /** Returns where an object begins; -1 if it is not in this pack, or its index cannot be read. */
  long find(byte[] wanted) {
    try {
      int number = number(wanted);
      return number < 0 ? -1 : offset(number);
    } catch (IOException e) {
      return -1; // the object may be in another
    }
  }

  private int[] fanout() throws IOException {
    int[] known = fanout;
    if (known == null) {
      ByteBuffer head = exactly(index(), 0, NAMES);
      if (head.getInt() != INDEX_SIGNATURE || head.getInt() != INDEX_VERSION) {
        throw new IOException("an index of a pack in an unknown version");
      }
      known = new int[FANOUT + 1];
      for (int i = 1; i < known.length; i++) {
        known[i] = head.getInt();
        if (known[i] < known[i - 1]) {
          throw new IOException("a damaged index of a pack");
        }
      }
      fanout = known;
    }
    return known;
  }

  private int number(byte[] wanted) throws IOException {
    int first = wanted[0] & 0xFF;
    int low = fanout()[first];
    int high = fanout()[first + 1] - 1;
    byte[] at = new byte[hash.bytes()];
    while (low <= high) {
      int middle = (low + high) >>> 1;
      exactly(index(), NAMES + (long) middle * hash.bytes(), hash.bytes()).get(at);
      int order = Arrays.compareUnsigned(at, wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private long offset(int number) throws IOException {
    long count = fanout()[FANOUT];
    long offsets = NAMES + count * (hash.bytes() + 4);
    int offset = exactly(index(), offsets + 4L * number, 4).getInt();
    if (offset >= 0) {
      return offset;
    }
    long place = offsets + 4 * count + 8L * (offset & 0x7FFF_FFFF);
    return exactly(index(), place, 8).getLong();
  }

  // ---------------------------------------------------------------- the objects

  /** What stands before the compressed bytes of an object. */
  private record Head(int kind, int size, long content, long base) {}

  /**
   * Reads an object: goes from delta to delta down to a whole one, then applies them.
   *
   * @throws IOException if it is of another type, malformed or too large
   */
  byte[] read(long offset, int type) throws IOException {
    Deque<byte[]> deltas = new ArrayDeque<>();
    long deltaBytes = 0;
    Head head = head(offset);
    while (head.kind() == OFFSET_DELTA || head.kind() == REFERENCE_DELTA) {
      byte[] delta = inflate(head.content(), head.size());
      deltas.push(delta);
      deltaBytes += delta.length;
      if (head.base() < 0 || deltas.size() > MAX_DELTAS || deltaBytes > 4L * maxBytes) {
        throw new IOException("deltas without an end");
      }
      head = head(head.base());
    }
    if (head.kind() != type) {
      throw new IOException("an object of another type");
    }
    byte[] content = inflate(head.content(), head.size());
    while (!deltas.isEmpty()) {
      budget.take(content.length);
      content = GitDelta.apply(deltas.pop(), content, maxBytes);
    }
    return content;
  }

  private Head head(long at) throws IOException {
    try {
      return headUnchecked(at);
    } catch (RuntimeException e) {
      throw new IOException("a damaged pack", e);
    }
  }

  private Head headUnchecked(long at) throws IOException {
    ByteBuffer head = upTo(data(), at, MAX_HEAD_BYTES);
    int b = head.get() & 0xFF;
    int kind = (b >> 4) & 7;
    long size = b & 15;
    for (int shift = 4; (b & 0x80) != 0; shift += 7) {
      b = head.get() & 0xFF;
      size |= (long) (b & 0x7F) << shift;
      if (shift > 32 || size > maxBytes) {
        throw new IOException("an object that is too large");
      }
    }
    long base = -1;
    if (kind == OFFSET_DELTA) {
      base = at - distance(head);
    } else if (kind == REFERENCE_DELTA) {
      byte[] wanted = new byte[hash.bytes()];
      head.get(wanted);
      base = find(wanted);
    }
    return new Head(kind, (int) size, at + head.position(), base);
  }

  private static long distance(ByteBuffer head) throws IOException {
    int b = head.get() & 0xFF;
    long distance = b & 0x7F;
    while ((b & 0x80) != 0) {
      b = head.get() & 0xFF;
      distance = ((distance + 1) << 7) | (b & 0x7F);
    }
    if (distance <= 0) {
      throw new IOException("a delta of itself");
    }
    return distance;
  }

  private byte[] inflate(long from, int size) throws IOException {
    inflater.reset();
    // one byte more shows that there is more than was said
    byte[] out = new byte[size + 1];
    int done = 0;
    long at = from;
    try {
      while (!inflater.finished() && done <= size) {
        if (inflater.needsInput()) {
          ByteBuffer in = upTo(data(), at, READ_BYTES);
          at += in.remaining();
          inflater.setInput(in);
        }
        int count = inflater.inflate(out, done, out.length - done);
        if (inflater.needsDictionary()) {
          throw new IOException("a damaged object");
        }
        budget.take(count);
        done += count;
      }
    } catch (DataFormatException e) {
      throw new IOException("a damaged object", e);
    }
    if (done != size) {
      throw new IOException("an object of another size");
    }
    return Arrays.copyOf(out, size);
  }

  private static ByteBuffer exactly(FileChannel channel, long at, int bytes) throws IOException {
    ByteBuffer buffer = upTo(channel, at, bytes);
    if (buffer.remaining() < bytes) {
      throw new IOException("a cut file");
    }
    return buffer;
  }

  /** Reads at least one byte. */
  private static ByteBuffer upTo(FileChannel channel, long at, int bytes) throws IOException {
    if (at < 0) {
      throw new IOException("a place before the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        break;
      }
    }
    if (buffer.position() == 0) {
      throw new IOException("a place after the file");
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    if (index != null) {
      index.close();
    }
    if (data != null) {
      data.close();
    }
  }
}
