package dev.codeintel.embedding.onnx;

import dev.codeintel.natives.LibraryLoader;
import dev.codeintel.natives.PackedFile;
import dev.codeintel.natives.PackedLibrary;
import dev.codeintel.natives.ResourceLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The native libraries below ONNX Runtime and the tokenizer. Both would unpack them by themselves:
 * one at each start into the temporary folder, where a kill leaves them, the other into a folder of
 * the user, or from the network. Instead they are told where they are.
 */
final class OnnxLibraries {
  private OnnxLibraries() {}

  /**
   * Unpacks what is not yet, and tells the two where. Where a platform is not known they see to it
   * themselves.
   *
   * @return to be closed when the two have loaded them
   */
  static synchronized LibraryLoader provide(Path folder) throws IOException {
    // Nothing is ever fetched from the network.
    System.setProperty("ai.djl.offline", "true");
    LibraryLoader loader = new LibraryLoader(folder);
    String os = os();
    if (!os.isEmpty()) {
      boolean isArm = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).startsWith("aa");
      String runtime = "/ai/onnxruntime/native/" + os + (isArm ? "-aarch64/" : "-x64/");
      for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
        String file = file(loader, runtime, name);
        System.setProperty("onnxruntime.native." + name + ".path", file);
      }
      String tokenizer = "/native/lib/" + os + (isArm ? "-aarch64/" : "-x86_64/") + "cpu/";
      System.setProperty("RUST_LIBRARY_PATH", file(loader, tokenizer, "tokenizers"));
    }
    return loader;
  }

  private static String file(LibraryLoader loader, String folder, String name) throws IOException {
    Optional<PackedFile> packed = PackedFile.find(name);
    PackedLibrary library =
        packed.isPresent()
            ? packed.get()
            : ResourceLibrary.of(folder + System.mapLibraryName(name));
    return loader.unpack(library).toString();
  }

  /** On Windows there are more libraries than one below the tokenizer. */
  private static String os() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return "osx";
    }
    return os.startsWith("linux") ? "linux" : "";
  }
}
