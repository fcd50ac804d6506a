package dev.codeintel.source;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes an object of the one it is stored as the difference to. */
final class GitDelta {
  private GitDelta() {}

  /**
   * Applies a delta.
   *
   * @throws IOException if it is malformed, of another base, or gives more than {@code maxBytes}
   */
  static byte[] apply(byte[] delta, byte[] base, int maxBytes) throws IOException {
    try {
      return applyUnchecked(delta, base, maxBytes);
    } catch (RuntimeException e) {
      throw new IOException("a damaged delta", e);
    }
  }

  private static byte[] applyUnchecked(byte[] delta, byte[] base, int maxBytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(delta);
    long baseSize = size(in);
    long size = size(in);
    if (baseSize != base.length || size > maxBytes) {
      throw new IOException("a delta of something else");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size);
    while (in.hasRemaining()) {
      int command = in.get() & 0xFF;
      if ((command & 0x80) != 0) {
        int offset = number(in, command, 4);
        int length = number(in, command >> 4, 3);
        out.put(base, offset, length == 0 ? 0x10000 : length);
      } else if (command > 0) {
        out.put(delta, in.position(), command);
        in.position(in.position() + command);
      } else {
        throw new IOException("an unknown command in a delta");
      }
    }
    if (out.hasRemaining()) {
      throw new IOException("a cut delta");
    }
    return out.array();
  }

  private static int number(ByteBuffer in, int bits, int bytes) {
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      if ((bits & (1 << i)) != 0) {
        number |= (in.get() & 0xFF) << (8 * i);
      }
    }
    return number;
  }

  private static long size(ByteBuffer in) throws IOException {
    long size = 0;
    int b = 0x80;
    for (int shift = 0; (b & 0x80) != 0; shift += 7) {
      if (shift > 35) {
        throw new IOException("an absurd size");
      }
      b = in.get() & 0xFF;
      size |= (long) (b & 0x7F) << shift;
    }
    return size;
  }
}
