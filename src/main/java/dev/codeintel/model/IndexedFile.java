package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * A file of a repository as its snapshot records it.
 *
 * @param path relative to the repository's root, with forward slashes
 * @param language id of the language profile; empty if none fits
 * @param contentHash SHA-256 of the file's bytes, hexadecimal; null if it was not read
 * @param bytes size on disk; -1 if unknown
 * @param lines number of lines; 0 if it was not read
 * @param modifiedMillis time of last change, of its attributes too where the system tells it,
 *     milliseconds since 1970; negative if the walk left it out, {@link #TO_BE_READ} if it is to be
 *     read again
 * @param status what became of it
 * @param reason why it is not, or not wholly, indexed; null for {@link FileStatus#INDEXED}
 * @param text content as text with line feeds as they are; null unless its text is kept
 */
public record IndexedFile(
    String path,
    String language,
    @Nullable String contentHash,
    long bytes,
    int lines,
    long modifiedMillis,
    FileStatus status,
    @Nullable SkipReason reason,
    @Nullable String text) {

  /** The time of what is to be read again, whatever time the file has. */
  public static final long TO_BE_READ = Long.MAX_VALUE;
}
