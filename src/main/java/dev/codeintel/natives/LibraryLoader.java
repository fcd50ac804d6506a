package dev.codeintel.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads packed libraries from the folder all processes share or, if that is not possible, from one
 * of their own. Not thread-safe. Closing removes what was unpacked for this process alone, as soon
 * as the system allows.
 */
public final class LibraryLoader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LibraryLoader.class);

  private final Path shared;
  private final TemporaryFolders temporary = new TemporaryFolders();

  /**
   * Makes one.
   *
   * @param shared where libraries are unpacked once for all processes of a user
   */
  public LibraryLoader(Path shared) {
    this.shared = shared;
  }

  /**
   * Loads a library.
   *
   * @return the folder below which it is, as {@code lib/<name>}
   * @throws IOException if it can be unpacked nowhere
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  public Path load(PackedLibrary library) throws IOException {
    try {
      return load(library, new NativeFolder(shared).folderOf(library));
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.debugf(e, "%s cannot be used", shared);
      return load(library, temporary.folderOf(library));
    }
  }

  /**
   * Unpacks a library for somebody else to load.
   *
   * @return its file
   * @throws IOException if it can be unpacked nowhere
   */
  public Path unpack(PackedLibrary library) throws IOException {
    Path folder;
    try {
      folder = new NativeFolder(shared).folderOf(library);
    } catch (IOException e) {
      LOG.debugf(e, "%s cannot be used", shared);
      folder = temporary.folderOf(library);
    }
    return folder.resolve("lib").resolve(library.name());
  }

  /**
   * Loads a library if it has been unpacked into the shared folder already; unpacks nothing.
   *
   * @return as {@link #load}; empty if it has not
   * @throws IOException if the folder belongs to somebody else or cannot be read
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  public Optional<Path> loadUnpacked(PackedLibrary library) throws IOException {
    return new NativeFolder(shared).find(library).map(folder -> load(library, folder));
  }

  private static Path load(PackedLibrary library, Path folder) {
    System.load(folder.resolve("lib").resolve(library.name()).toString());
    return folder;
  }

  /** Returns the folder of a copy for this process alone, not yet loaded. */
  public Path copyOf(PackedLibrary library) throws IOException {
    return temporary.folderOf(library);
  }

  @Override
  public void close() {
    temporary.close();
  }
}
