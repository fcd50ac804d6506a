package dev.codeintel.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces small files, so that readers see either the old content or the new one. */
final class Replacement {
  private Replacement() {}

  /** Writes a text beside a file, and then puts it in its place. */
  static void write(Path target, String text) throws IOException {
    Path temporary =
        Files.createTempFile(
            target.toAbsolutePath().getParent(),
            target.getFileName().toString(),
            RefFolder.TEMPORARY);
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Puts a file in the place of another; an empty folder that is in the way goes. */
  static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      Files.delete(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
