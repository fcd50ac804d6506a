package dev.codeintel.cli.looks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A path of a {@link CountedFileSystem}. */
final class CountedPath implements Path {
  private final CountedFileSystem files;
  private final Path path;

  CountedPath(CountedFileSystem files, Path path) {
    this.files = files;
    this.path = plain(path);
  }

  /** Returns what the machine's own file system calls it. */
  static Path plain(Path path) {
    return path instanceof CountedPath counted ? counted.path : path;
  }

  private Path counted(Path plain) {
    return new CountedPath(files, plain);
  }

  private @Nullable Path countedOrNull(@Nullable Path plain) {
    return plain == null ? null : counted(plain);
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return path.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return countedOrNull(path.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return countedOrNull(path.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return countedOrNull(path.getParent());
  }

  @Override
  public int getNameCount() {
    return path.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return counted(path.getName(index));
  }

  @Override
  public Path subpath(int from, int to) {
    return counted(path.subpath(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return path.startsWith(plain(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return path.endsWith(plain(other));
  }

  @Override
  public Path normalize() {
    return counted(path.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return counted(path.resolve(plain(other)));
  }

  @Override
  public Path relativize(Path other) {
    return counted(path.relativize(plain(other)));
  }

  @Override
  public URI toUri() {
    return path.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return counted(path.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    files.provider().look("real path", path);
    return counted(path.toRealPath(options));
  }

  @Override
  public File toFile() {
    return new File(path.toString());
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] kinds, WatchEvent.Modifier... modifiers)
      throws IOException {
    return ((CountedWatch) watcher).register(this, path, kinds, modifiers);
  }

  @Override
  public WatchKey register(WatchService watcher, WatchEvent.Kind<?>... kinds) throws IOException {
    return register(watcher, kinds, new WatchEvent.Modifier[0]);
  }

  @Override
  public Iterator<Path> iterator() {
    return StreamSupport.stream(path.spliterator(), false).map(this::counted).iterator();
  }

  @Override
  public int compareTo(Path other) {
    return path.compareTo(plain(other));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CountedPath counted && path.equals(counted.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
