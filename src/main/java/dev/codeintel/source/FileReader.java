package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.codeintel.model.SkipReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads and decodes files below one root. Stateless and thread-safe.
 *
 * <p>Between the walk and the reading a file may have been exchanged for a link, a pipe or a
 * device. So its folder must still lie where the walk saw it, it must still be a regular file, and
 * it is opened without following a link.
 */
final class FileReader {
  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/v1\n".getBytes(US_ASCII);
  private static final int MAX_LFS_POINTER_BYTES = 1024;
  private static final int FIRST_BUFFER = 64 * 1024;

  private final int maxBytes;

  /**
   * @param maxBytes files with more are not read to their end
   */
  FileReader(long maxBytes) {
    this.maxBytes = (int) Math.min(maxBytes, Integer.MAX_VALUE - 64);
  }

  FileContent read(SourceFile file) {
    byte[] content;
    try {
      Optional<SkipReason> obstacle = obstacle(file.location());
      if (obstacle.isPresent()) {
        return new FileContent.Skipped(obstacle.get());
      }
      content = bytes(file.location(), file.bytes());
    } catch (NoSuchFileException e) {
      return new FileContent.Skipped(SkipReason.VANISHED);
    } catch (IOException | SecurityException e) {
      OpenFiles.check(e);
      boolean isGone = Files.notExists(file.location(), LinkOption.NOFOLLOW_LINKS);
      return new FileContent.Skipped(isGone ? SkipReason.VANISHED : SkipReason.UNREADABLE);
    }
    if (content.length > maxBytes) {
      return new FileContent.Skipped(SkipReason.TOO_LARGE);
    }
    if (content.length <= MAX_LFS_POINTER_BYTES && BinaryCheck.startsWith(content, LFS_POINTER)) {
      return new FileContent.Skipped(SkipReason.LFS_POINTER);
    }
    Optional<TextDecoder.Decoded> decoded = TextDecoder.decode(content);
    if (decoded.isEmpty()) {
      return new FileContent.Skipped(SkipReason.BINARY);
    }
    byte[] utf8 = decoded.get().utf8();
    if (MinifiedCheck.isMinified(file.path(), utf8)) {
      return new FileContent.Skipped(SkipReason.MINIFIED);
    }
    return new FileContent.Text(utf8, sha256(content), decoded.get().encoding());
  }

  private static Optional<SkipReason> obstacle(Path location) throws IOException {
    Path folder = location.getParent();
    if (folder == null || !folder.toRealPath().equals(folder)) {
      return Optional.of(SkipReason.VANISHED);
    }
    BasicFileAttributes attributes =
        Files.readAttributes(location, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isRegularFile()) {
      return Optional.empty();
    }
    boolean isSpecial = attributes.isOther();
    return Optional.of(isSpecial ? SkipReason.NOT_A_FILE : SkipReason.VANISHED);
  }

  /** Reads to the end, or one byte past the limit. */
  private byte[] bytes(Path location, long expected) throws IOException {
    try (FileChannel channel =
        FileChannel.open(location, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      int capacity = (int) Math.min(Math.max(expected, 0), maxBytes) + 1;
      ByteBuffer buffer = ByteBuffer.allocate(capacity);
      while (channel.read(buffer) >= 0) {
        if (buffer.hasRemaining()) {
          continue;
        }
        if (buffer.capacity() > maxBytes) {
          break;
        }
        int larger = (int) Math.min(Math.max(FIRST_BUFFER, buffer.capacity() * 2L), maxBytes + 1L);
        buffer = ByteBuffer.allocate(larger).put(buffer.flip());
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
