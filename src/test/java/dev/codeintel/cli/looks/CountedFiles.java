package dev.codeintel.cli.looks;

import static dev.codeintel.cli.looks.CountedPath.plain;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.StreamSupport;

/**
 * Stands before the machine's own file system and notes each look at it. A program is started with
 * it by the property {@code java.nio.file.spi.DefaultFileSystemProvider}; {@code looks.log} names
 * the file.
 */
public final class CountedFiles extends FileSystemProvider {
  private final FileSystemProvider provider;
  private final CountedFileSystem files;
  private final LookLog log = new LookLog(System.getProperty("looks.log"));

  /** Made by the Java runtime, which hands over its own. */
  public CountedFiles(FileSystemProvider provider) {
    this.provider = provider;
    this.files = new CountedFileSystem(this, provider.getFileSystem(URI.create("file:///")));
  }

  void look(String kind, Path path) {
    log.note(kind, path);
  }

  private Path looked(String kind, Path path) {
    look(kind, path);
    return plain(path);
  }

  private Path counted(Path path) {
    return new CountedPath(files, path);
  }

  @Override
  public String getScheme() {
    return provider.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return provider.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return counted(provider.getPath(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return provider.newByteChannel(looked("open", path), options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return provider.newFileChannel(looked("open", path), options, attributes);
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    return provider.newAsynchronousFileChannel(looked("open", path), options, executor, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> stream =
        provider.newDirectoryStream(looked("list", folder), path -> filter.accept(counted(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(stream.spliterator(), false)
            .map(CountedFiles.this::counted)
            .iterator();
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    provider.createDirectory(looked("make", folder), attributes);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    provider.createSymbolicLink(looked("make", link), plain(target), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    provider.createLink(looked("make", link), plain(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    provider.delete(looked("delete", path));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return counted(provider.readSymbolicLink(looked("link", link)));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    provider.copy(looked("copy", source), plain(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    provider.move(looked("move", source), plain(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return provider.isSameFile(looked("same", path), plain(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return provider.isHidden(looked("attributes", path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return provider.getFileStore(looked("store", path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    provider.checkAccess(looked("access", path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return provider.getFileAttributeView(looked("attributes", path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return provider.readAttributes(looked("attributes", path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return provider.readAttributes(looked("attributes", path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    provider.setAttribute(looked("attributes", path), name, value, options);
  }
}
