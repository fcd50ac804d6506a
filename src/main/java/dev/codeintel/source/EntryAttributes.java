package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What the file system says of an entry itself, not of what it links to.
 *
 * @param bytes its size
 * @param modifiedMillis time of the last change of its content, which programs may set as they like
 * @param changedMillis time of the last change of content or attributes, which they may not; the
 *     same as the other where the system has none
 */
record EntryAttributes(
    boolean isDirectory,
    boolean isSymbolicLink,
    boolean isRegularFile,
    long bytes,
    long modifiedMillis,
    long changedMillis) {
  private static final String UNIX = "unix";
  private static final String CHANGED = "ctime";
  private static final String WANTED =
      UNIX + ":isDirectory,isSymbolicLink,isRegularFile,size,lastModifiedTime," + CHANGED;

  /** Reads them with one look at the file system. */
  static EntryAttributes read(Path entry) throws IOException {
    if (entry.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      Map<String, Object> found = Files.readAttributes(entry, WANTED, LinkOption.NOFOLLOW_LINKS);
      return new EntryAttributes(
          value(found, "isDirectory", Boolean.class),
          value(found, "isSymbolicLink", Boolean.class),
          value(found, "isRegularFile", Boolean.class),
          value(found, "size", Long.class),
          value(found, "lastModifiedTime", FileTime.class).toMillis(),
          value(found, CHANGED, FileTime.class).toMillis());
    }
    BasicFileAttributes found =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long modified = found.lastModifiedTime().toMillis();
    return new EntryAttributes(
        found.isDirectory(),
        found.isSymbolicLink(),
        found.isRegularFile(),
        found.size(),
        modified,
        modified);
  }

  private static <T> T value(Map<String, Object> found, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(found.get(name)));
  }
}
