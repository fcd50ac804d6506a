package dev.codeintel.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The checksum of a snapshot's file: CRC-32C, which the processor computes at several gigabytes a
 * second. It finds damage, not forgery.
 */
final class Checksum {
  private static final int CHUNK = 1 << 20;

  private Checksum() {}

  /** Returns it in hexadecimal form, for example "crc32c:0f3a9c71". */
  static String of(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        sum.update(buffer.flip());
      }
    }
    return "crc32c:%08x".formatted(sum.getValue());
  }
}
