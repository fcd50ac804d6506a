package dev.codeintel.parsing.treesitter;

import dev.codeintel.natives.LibraryLoader;
import dev.codeintel.parsing.Natives;
import java.io.IOException;
import java.nio.file.Path;
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
    try (LibraryLoader loader = new LibraryLoader(directory)) {
      NativeLibrary library =
          NativeLibrary.ofThisPlatform()
              .orElseThrow(() -> new IOException("there are none for this platform"));
      Path folder = loader.load(library);
      bind(isOnlyLoader() ? folder : loader.copyOf(library));
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

  /** Makes the classes of the binding use the library in a folder. */
  private static void bind(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    try {
      TSParser.ts_parser_delete(TSParser.ts_parser_new());
    } finally {
      System.clearProperty(FOLDER_PROPERTY);
    }
  }
}
