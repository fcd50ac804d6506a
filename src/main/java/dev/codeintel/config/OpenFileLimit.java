package dev.codeintel.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether this process can open files at all. */
public final class OpenFileLimit {
  private static final Path ALWAYS_THERE = Path.of("/");

  private OpenFileLimit() {}

  /**
   * Tells whether no file can be opened now, so that the failure of opening one says nothing about
   * it.
   */
  public static boolean isReached() {
    try (DirectoryStream<Path> ignored = Files.newDirectoryStream(ALWAYS_THERE)) {
      return false;
    } catch (AccessDeniedException e) {
      // closed to us, but it was asked for
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
