package dev.codeintel.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The folder of one repository: a folder for each ref, and the file {@code .ref} with the name of
 * the ref that is meant when none is named. The time a snapshot was published does not say that: a
 * branch that is checked out again may have a snapshot that is still right.
 */
final class RepositoryFolder {
  private static final Logger LOG = Logger.getLogger(RepositoryFolder.class);

  /** No ref's folder begins with a dot. */
  private static final String POINTER = ".ref";

  private static final int MAX_BYTES = 4096;

  private final Path path;

  RepositoryFolder(Path path) {
    this.path = path;
  }

  /** Returns the ref chosen last; empty if none was, or the choice cannot be read. */
  Optional<String> chosen() {
    Path pointer = path.resolve(POINTER);
    if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(pointer)) {
      String ref = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      return ref.isEmpty() ? Optional.empty() : Optional.of(ref);
    } catch (IOException e) {
      LOG.warnf("%s cannot be read: %s", pointer, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Replaces the choice, so that readers see either the old or the new one.
   *
   * @return whether it is another one now
   */
  boolean choose(String ref) {
    if (chosen().equals(Optional.of(ref))) {
      return false;
    }
    try {
      Replacement.write(path.resolve(POINTER), ref + "\n");
      return true;
    } catch (IOException e) {
      LOG.warnf("%s cannot be written: %s", path.resolve(POINTER), e.getMessage());
      return false;
    }
  }
}
