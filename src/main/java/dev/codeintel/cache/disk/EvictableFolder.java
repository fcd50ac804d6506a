package dev.codeintel.cache.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One folder of entries as a listing shows it. Others may write and delete in it meanwhile. */
final class EvictableFolder {

  /** What names of files begin with that are still being written. */
  static final String TEMPORARY = "tmp-";

  private static final int BLOCK_BYTES = 4096;
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private record Entry(Path file, long bytes, long usedMillis) {}

  private final List<Entry> entries = new ArrayList<>();
  private long bytes;

  /** Lists a folder, and deletes what killed writers left in it. */
  EvictableFolder(Path folder, long nowMillis) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        add(file, nowMillis);
      }
    } catch (NoSuchFileException e) {
      // A folder nobody has written to is empty.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void add(Path file, long nowMillis) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long used = attributes.lastModifiedTime().toMillis();
      if (!file.getFileName().toString().startsWith(TEMPORARY)) {
        entries.add(new Entry(file, onDisk(attributes.size()), used));
        bytes += onDisk(attributes.size());
      } else if (nowMillis - used > ABANDONED_AFTER.toMillis()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Another process evicts as well.
    }
  }

  /** Returns what a file takes on a disk with the usual blocks. */
  static long onDisk(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  long bytes() {
    return bytes;
  }

  /** If there is more than {@code most}, deletes what was used longest ago down to {@code rest}. */
  void trim(long most, long rest) throws IOException {
    if (bytes <= most) {
      return;
    }
    entries.sort(Comparator.comparingLong(Entry::usedMillis));
    for (Entry entry : entries) {
      if (bytes <= rest) {
        return;
      }
      Files.deleteIfExists(entry.file());
      bytes -= entry.bytes();
    }
  }
}
