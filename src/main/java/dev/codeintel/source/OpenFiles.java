package dev.codeintel.source;

import dev.codeintel.config.OpenFileLimit;
import dev.codeintel.model.ErrorCode;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Tells a file that cannot be opened from a process that can open no more files at all: the second
 * says nothing about the file, so nothing may be concluded from it.
 */
final class OpenFiles {
  private OpenFiles() {}

  /**
   * Returns if the reason lies in the file.
   *
   * @param failure of opening a file or a folder
   * @throws SourceException if no other file can be opened either
   */
  static void check(Exception failure) {
    if (isOfTheFile(failure)) {
      return;
    }
    if (OpenFileLimit.isReached()) {
      throw new SourceException(
          ErrorCode.UNAVAILABLE,
          "This process may open no more files. Raise the limit, for example by ulimit -n 1024, and"
              + " start it again.",
          failure);
    }
  }

  private static boolean isOfTheFile(Exception failure) {
    return failure instanceof NoSuchFileException
        || failure instanceof AccessDeniedException
        || failure instanceof NotDirectoryException
        || failure instanceof FileSystemLoopException;
  }
}
