package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.codeintel.cli.Program.Result;
import dev.codeintel.natives.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The package has the native libraries of the platform that built it, and no others. */
final class PackageIT {
  private static final long MAX_BYTES = 200L << 20;

  @TempDir Path folder;

  @BeforeAll
  static void thereIsAPackage() {
    assumeFalse(Program.isNative(), "the native executable is one file");
  }

  @Test
  void isNoLargerThanAllowed() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }

    assertThat(bytes).isBetween(MAX_BYTES / 4, MAX_BYTES);
  }

  @Test
  void hasLibrariesOfOnePlatform() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".jar")) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
          jar.stream().map(ZipEntry::getName).filter(PackageIT::isLibrary).forEach(libraries::add);
        }
      } else if (isLibrary(name)) {
        libraries.add(name);
      }
    }

    // The engine, ONNX Runtime and its binding, the tokenizer, ours, and the bundled grammars.
    assertThat(libraries).hasSizeGreaterThan(20).allMatch(PackageIT::isOfThisPlatform);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void saysWhatToDoOnAnotherPlatform() {
    Program program =
        Program.launched(
            folder,
            Program.app().resolve("code-intel"),
            Map.of("CODE_INTEL_JAVA_OPTS", "-Dos.arch=s390x"));

    Result result = program.run(folder, "status");

    assertThat(result.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("code-intel: this package has the native libraries of ")
        .contains(Platform.here().name() + " only", "s390x", "-Dcode-intel.platforms=all")
        .hasLineCount(1);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(Program.app())) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isLibrary(String name) {
    return name.matches(".*\\.(so|dll|dylib|jnilib|pdb|a|xz)|.*\\.so_.*|.*\\.dSYM/.+");
  }

  private static boolean isOfThisPlatform(String library) {
    String here = Platform.here().name();
    String name = here.substring(0, here.indexOf('-'));
    String system =
        switch (name) {
          case "macos" -> "(macos|osx|darwin)";
          case "windows" -> "(windows|win|win32)";
          default -> name;
        };
    String processor = here.endsWith("-aarch64") ? "(aarch64|arm64)" : "(x86.64|x64|amd64)";
    return library.matches(".*(%1$s[-_]%2$s|%2$s-%1$s).*".formatted(system, processor));
  }
}
