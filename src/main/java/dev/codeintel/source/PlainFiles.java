package dev.codeintel.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Opens regular files of limited size and nothing else: a pipe or a device in the place of one
 * would block for ever or never end. A file of size 0 counts as empty and is not opened, because
 * that is how the kernel's endless and blocking files show themselves.
 */
final class PlainFiles {
  private PlainFiles() {}

  /** A regular file without a link on the last step. */
  private record Found(Path real, long bytes) {}

  /** Returns the content; empty if there is no such file, or it is larger or of another kind. */
  static Optional<byte[]> read(Path file, int maxBytes, Fence fence) {
    try {
      Optional<Found> found = find(file, fence);
      if (found.isEmpty() || found.get().bytes() > maxBytes) {
        return Optional.empty();
      }
      if (found.get().bytes() == 0) {
        return Optional.of(new byte[0]);
      }
      try (FileChannel channel = open(found.get());
          InputStream in = Channels.newInputStream(channel)) {
        byte[] content = in.readNBytes(maxBytes + 1);
        return content.length > maxBytes ? Optional.empty() : Optional.of(content);
      }
    } catch (IOException | SecurityException e) {
      OpenFiles.check(e);
      return Optional.empty();
    }
  }

  /**
   * Opens a file for reading at any position; the caller closes it.
   *
   * @return empty if there is no such file, or it is empty, larger or of another kind
   */
  static Optional<FileChannel> open(Path file, long maxBytes, Fence fence) {
    try {
      Optional<Found> found = find(file, fence);
      return found.isEmpty() || found.get().bytes() == 0 || found.get().bytes() > maxBytes
          ? Optional.empty()
          : Optional.of(open(found.get()));
    } catch (IOException | SecurityException e) {
      OpenFiles.check(e);
      return Optional.empty();
    }
  }

  private static FileChannel open(Found found) throws IOException {
    return FileChannel.open(found.real(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<Found> find(Path file, Fence fence) throws IOException {
    Path real = file;
    BasicFileAttributes attributes = attributes(file);
    if (attributes.isSymbolicLink()) {
      real = file.toRealPath();
      attributes = attributes(real);
    } else if (!fence.isOpen()) {
      real = file.toRealPath();
    }
    return attributes.isRegularFile() && fence.allows(real)
        ? Optional.of(new Found(real, attributes.size()))
        : Optional.empty();
  }

  /** Returns the real path of a folder; empty if there is none, or it lies outside of the fence. */
  static Optional<Path> folder(Path folder, Fence fence) {
    try {
      Path real = folder.toRealPath();
      return fence.allows(real) && attributes(real).isDirectory()
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException | SecurityException e) {
      OpenFiles.check(e);
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
