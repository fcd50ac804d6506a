package dev.codeintel.snapshot;

import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The folder of one repository's snapshots at one ref.
 *
 * <pre>
 * CURRENT           the good snapshots, newest first: file name, size and checksum a line
 * about.properties  repository and ref in words
 * lock              held by the one that writes, with who that is
 * *.duckdb          snapshots
 * *.tmp             snapshots being written, or left by a writer that was killed
 * </pre>
 */
final class RefFolder {
  private static final Logger LOG = Logger.getLogger(RefFolder.class);
  private static final String CURRENT = "CURRENT";
  private static final String ABOUT = "about.properties";
  static final String SUFFIX = ".duckdb";
  static final String TEMPORARY = ".tmp";

  /**
   * A line of {@code CURRENT}.
   *
   * @param checksum of the file, as {@link Checksum} has it; "" if an earlier version published it
   */
  record Entry(String file, long bytes, String checksum) {
    String line() {
      return file + " " + bytes + (checksum.isEmpty() ? "" : " " + checksum);
    }
  }

  private final Path path;

  RefFolder(Path path) {
    this.path = path;
  }

  /** Returns a folder name for a ref: readable, and distinct where readable is not enough. */
  static String nameOf(String ref) {
    String readable = ref.replaceAll("[^A-Za-z0-9._-]", "_");
    boolean isExact = readable.equals(ref) && !ref.startsWith(".") && ref.length() <= 80;
    if (isExact && ref.equals(ref.toLowerCase(Locale.ROOT))) {
      return ref;
    }
    String start = readable.substring(0, Math.min(60, readable.length())).replaceFirst("^\\.", "_");
    return start + "-" + Integer.toHexString(ref.hashCode());
  }

  Path path() {
    return path;
  }

  Path lock() {
    return path.resolve("lock");
  }

  /**
   * Returns what changes whenever {@code CURRENT} is replaced; empty if there is none. Costs one
   * look at the file system.
   */
  Optional<String> stamp() {
    return stampOf(path.resolve(CURRENT));
  }

  /** Returns what changes whenever a file is replaced; empty if there is none. */
  static Optional<String> stampOf(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      return Optional.of(
          attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  long publishedMillis() {
    try {
      return Files.getLastModifiedTime(path.resolve(CURRENT)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  List<Entry> current() {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(path.resolve(CURRENT))) {
        String[] parts = line.strip().split(" ", 3);
        if (parts.length >= 2 && parts[0].endsWith(SUFFIX) && parts[0].indexOf('/') < 0) {
          String checksum = parts.length == 3 ? parts[2] : "";
          entries.add(new Entry(parts[0], Long.parseLong(parts[1]), checksum));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | NumberFormatException e) {
      LOG.warnf("%s cannot be read: %s", path.resolve(CURRENT), e.getMessage());
    }
    return entries;
  }

  /** Replaces {@code CURRENT}, so that readers see either the old or the new one. */
  void setCurrent(List<Entry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.line()).append('\n');
    }
    Path temporary = path.resolve(CURRENT + TEMPORARY);
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    force(temporary);
    Replacement.move(temporary, path.resolve(CURRENT));
    forceFolder();
  }

  void describe(SnapshotOwner owner) throws IOException {
    if (about().equals(Optional.of(owner))) {
      return;
    }
    Properties properties = new Properties();
    properties.setProperty("repository", owner.repositoryId());
    properties.setProperty("name", owner.name());
    properties.setProperty("origin", owner.origin());
    properties.setProperty("ref", owner.ref());
    Path temporary = path.resolve(ABOUT + TEMPORARY);
    try (OutputStream out = Files.newOutputStream(temporary)) {
      properties.store(out, null);
    }
    Replacement.move(temporary, path.resolve(ABOUT));
  }

  Optional<SnapshotOwner> about() {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(path.resolve(ABOUT))) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(
        new SnapshotOwner(
            properties.getProperty("repository", ""),
            properties.getProperty("name", ""),
            properties.getProperty("origin", ""),
            properties.getProperty("ref", "")));
  }

  /** Removes what killed writers left behind. Only the holder of the lock may. */
  void removeTemporaryFiles() {
    for (Path file : list("*" + TEMPORARY + "*")) {
      delete(file);
    }
  }

  /** Removes snapshots that are neither in {@code CURRENT} nor in use. */
  void removeRetired(Set<Path> inUse) {
    Set<String> kept = new HashSet<>();
    current().forEach(entry -> kept.add(entry.file()));
    if (kept.isEmpty()) {
      return;
    }
    for (Path file : list("*" + SUFFIX)) {
      if (!kept.contains(file.getFileName().toString()) && !inUse.contains(file)) {
        delete(file);
      }
    }
  }

  void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes renames durable, where the operating system lets a folder be opened. */
  private void forceFolder() {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debugf("A folder cannot be synchronized here: %s", e.getMessage());
    }
  }

  private List<Path> list(String glob) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path, glob)) {
      stream.forEach(files::add);
    } catch (IOException e) {
      LOG.debugf("%s cannot be listed: %s", path, e.getMessage());
    }
    return files;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warnf("%s cannot be removed: %s", file, e.getMessage());
    }
  }

  /** Denied by rights, not because another process holds the file for a moment. */
  private static boolean isForbidden(IOException e) {
    if (!(e instanceof AccessDeniedException denied) || denied.getFile() == null) {
      return false;
    }
    Path file = Path.of(denied.getFile());
    Path existing = Files.exists(file) ? file : file.toAbsolutePath().getParent();
    return existing != null && !Files.isWritable(existing);
  }

  static SnapshotException failure(String doing, IOException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (isForbidden(e) || lower.contains("read-only file system")) {
      return new SnapshotException(
          ErrorCode.CALLER,
          doing + " is not allowed: " + message + ". Choose a folder to write with --data-dir.",
          e);
    }
    boolean isFull = lower.contains("no space") || lower.contains("disk full");
    return new SnapshotException(
        isFull ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL,
        isFull
            ? doing + " failed: the disk is full. Free some space and try again."
            : doing + " failed: " + message,
        e);
  }
}
