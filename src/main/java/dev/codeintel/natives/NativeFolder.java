package dev.codeintel.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A folder that holds unpacked libraries, each version in a folder of its own, shared by all
 * processes of one user.
 *
 * <p>A library appears under its name only as a whole: it is written under another name, forced to
 * disk and renamed. So processes that start together may all unpack, and the last one wins with the
 * same bytes; one that is killed leaves a file that a later one removes. What is there is compared
 * with its checksum before it is first used, and whenever its size or time of change is another
 * than when it was last compared; it is replaced if it differs. The folder of a version is closed
 * to other users, so that nobody else can change it in between.
 */
public final class NativeFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final int DIGITS_OF_VERSION = 16;

  /** Times of change of files may be as coarse as this. */
  private static final Duration TIME_STEP = Duration.ofSeconds(3);

  private static final Logger LOG = Logger.getLogger(NativeFolder.class);

  private final Path root;

  /** Names a folder, which need not exist. */
  public NativeFolder(Path root) {
    this.root = root.toAbsolutePath();
  }

  /**
   * Returns the folder of a library's version, in which the library is at {@code lib/<name>},
   * unpacked if need be.
   *
   * @throws IOException if the folder cannot be written, or belongs to somebody else
   */
  public Path folderOf(PackedLibrary library) throws IOException {
    Path version = version(library);
    Path folder = version.resolve("lib");
    Files.createDirectories(version);
    closeToOthers(version);
    Files.createDirectories(folder);
    Path file = folder.resolve(library.name());
    if (!isIntact(file, library)) {
      removeAbandoned(folder);
      unpack(library, file);
    }
    return version;
  }

  /**
   * Returns the folder of a library's version if the library is there already and intact. Closes
   * that folder to other users and may note that the library was compared, but writes no library.
   *
   * @throws IOException if the folder belongs to somebody else or cannot be read
   */
  public Optional<Path> find(PackedLibrary library) throws IOException {
    Path version = version(library);
    Path file = version.resolve("lib").resolve(library.name());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    closeToOthers(version);
    return isIntact(file, library) ? Optional.of(version) : Optional.empty();
  }

  private Path version(PackedLibrary library) {
    return root.resolve(library.sha256().substring(0, DIGITS_OF_VERSION));
  }

  /** Succeeds only for the owner, so it also tells whose the folder is. */
  private static void closeToOthers(Path folder) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null && !view.readAttributes().permissions().equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }

  private static boolean isIntact(Path file, PackedLibrary library) throws IOException {
    if (!hasSizeOf(file, library)) {
      return false;
    }
    Instant changed = Files.getLastModifiedTime(file).toInstant();
    Path note = file.resolveSibling(file.getFileName() + ".compared");
    String compared = library.sha256() + " " + changed;
    if (compared.equals(read(note))) {
      return true;
    }
    boolean isIntact = isEqual(file, library);
    // A change right after this one could bear the same time.
    if (isIntact && changed.isBefore(Instant.now().minus(TIME_STEP))) {
      write(note, compared);
    }
    return isIntact;
  }

  private static boolean isEqual(Path file, PackedLibrary library) throws IOException {
    return hasSizeOf(file, library) && sha256(file).equals(library.sha256());
  }

  private static boolean hasSizeOf(Path file, PackedLibrary library) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == library.size();
  }

  private static String read(Path note) {
    try {
      return Files.readString(note);
    } catch (IOException e) {
      return "";
    }
  }

  /** What is not, or not wholly, written costs a comparison. */
  private static void write(Path note, String text) {
    try {
      Files.writeString(note, text);
    } catch (IOException e) {
      LOG.debugf(e, "%s is not written", note);
    }
  }

  private static void unpack(PackedLibrary library, Path file) throws IOException {
    Path written = Files.createTempFile(file.getParent(), "unpacking-", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        library.unpack(Channels.newOutputStream(channel));
        channel.force(true);
      }
      if (!isEqual(written, library)) {
        throw new IOException("the packed library " + library.name() + " is damaged");
      }
      move(written, file);
    } catch (IOException e) {
      // A library that is in use cannot be replaced everywhere; another process may have been
      // first.
      if (!isIntact(file, library)) {
        throw e;
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void move(Path written, Path file) throws IOException {
    try {
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void removeAbandoned(Path folder) throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "unpacking-*.tmp")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
