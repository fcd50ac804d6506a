package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.Natives;
import java.nio.file.Path;

/** The native libraries of tests: the optimised ones, unpacked below the build's folder. */
final class TestNatives {
  static final Path FOLDER = Path.of("target/native-libraries");

  private TestNatives() {}

  static Natives load() {
    return NativeLoader.load(Natives.OPTIMISED, FOLDER);
  }
}
