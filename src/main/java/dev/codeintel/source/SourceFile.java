package dev.codeintel.source;

import java.nio.file.Path;

/**
 * A regular file the walk found and no rule left out.
 *
 * @param path relative to the repository's root, with forward slashes
 * @param location where it lies on disk
 * @param bytes size when it was found
 * @param modifiedMillis time of the last change of its content, milliseconds since 1970, which
 *     programs may set as they like
 * @param changedMillis time of the last change of content or attributes, which they may not; what
 *     tells whether it is the same as before
 */
public record SourceFile(
    String path, Path location, long bytes, long modifiedMillis, long changedMillis) {

  /** A file of a system that has only one of the times. */
  public SourceFile(String path, Path location, long bytes, long modifiedMillis) {
    this(path, location, bytes, modifiedMillis, modifiedMillis);
  }
}
