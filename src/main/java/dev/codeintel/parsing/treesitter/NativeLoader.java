package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.Natives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSParser;

/**
 * Loads tree-sitter's native libraries, once for the process. Must come before any other use of
 * {@code org.treesitter}: its classes load a library when they are first used, and keep it.
 *
 * <p>How its classes come to use ours: they look for a file in the folder that a system property
 * names before they unpack their own. The property is set for as long as the class that loads is
 * initialised. Before that the library is loaded from here, since a failure there could not be
 * mended.
 *
 * <p>A library belongs to one class loader. In the packaged program there is only one; in
 * development and in tests the framework has several, and each gets a copy of the file.
 */
final class NativeLoader {
  private static final Logger LOG = Logger.getLogger(NativeLoader.class);

  /** Where the Java binding looks first. */
  private static final String FOLDER_PROPERTY = "tree-sitter-lib";

  private static @Nullable Natives loaded;

  private NativeLoader() {}

  /**
   * Loads what is wanted, or the bundled libraries if that is not possible. Only the first call
   * decides. Thread-safe.
   *
   * @param directory where the optimised library is unpacked
   * @return what is loaded
   */
  static synchronized Natives load(Natives wanted, Path directory) {
    Natives result = loaded;
    if (result == null) {
      // A folder that somebody else names holds libraries for the classes of the binding.
      result =
          wanted == Natives.OPTIMISED && System.getProperty(FOLDER_PROPERTY) == null
              ? loadOptimised(directory)
              : Natives.BUNDLED;
      loaded = result;
    }
    return result;
  }

  private static Natives loadOptimised(Path directory) {
    try (TemporaryFolders temporary = new TemporaryFolders()) {
      NativeLibrary library =
          NativeLibrary.ofThisPlatform()
              .orElseThrow(() -> new IOException("there are none for this platform"));
      Path folder = loadShared(library, directory, temporary);
      bind(isOnlyLoader() ? folder : temporary.folderOf(library));
      return Natives.OPTIMISED;
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.warnf(
          "parsing is slower: the optimised native libraries cannot be used (%s)."
              + " code-intel.parsing.natives=bundled turns this warning off",
          e.getMessage());
      return Natives.BUNDLED;
    }
  }

  private static boolean isOnlyLoader() {
    return NativeLoader.class.getClassLoader() == TSParser.class.getClassLoader();
  }

  /** Loads from the shared folder or, if that is not possible, from a temporary one. */
  private static Path loadShared(NativeLibrary library, Path directory, TemporaryFolders temporary)
      throws IOException {
    try {
      return load(library, new NativeFolder(directory).folderOf(library));
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.debugf(e, "%s cannot be used", directory);
      return load(library, temporary.folderOf(library));
    }
  }

  private static Path load(NativeLibrary library, Path folder) {
    System.load(folder.resolve("lib").resolve(library.name()).toString());
    return folder;
  }

  /** Makes the classes of the binding use the library in a folder. */
  private static void bind(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    try {
      TSParser.ts_parser_delete(TSParser.ts_parser_new());
    } finally {
      System.clearProperty(FOLDER_PROPERTY);
    }
  }

  /** Copies for this process alone; removed when loaded, or at its end where that is too early. */
  private static final class TemporaryFolders implements AutoCloseable {
    private final List<Path> roots = new ArrayList<>();

    Path folderOf(NativeLibrary library) throws IOException {
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
}
