package dev.codeintel.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Copies for this process alone; removed when loaded, or at its end where that is too early. Not
 * thread-safe.
 */
final class TemporaryFolders implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TemporaryFolders.class);

  private final List<Path> roots = new ArrayList<>();

  Path folderOf(PackedLibrary library) throws IOException {
    Path root = Files.createTempDirectory("code-intel-native-");
    roots.add(root);
    return new NativeFolder(root).folderOf(library);
  }

  @Override
  public void close() {
    for (Path root : roots) {
      delete(root);
      if (Files.exists(root)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "native-folder"));
      }
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      LOG.debugf(e, "%s stays", root);
    }
  }
}
