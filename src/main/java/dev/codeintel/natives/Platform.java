package dev.codeintel.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operating system and a processor, as native libraries are named after them.
 *
 * @param name such as {@code linux-x86_64}
 */
public record Platform(String name) {

  /** Lists the platforms whose libraries the build left in the package, one a line. */
  private static final String PACKED = "/native/platforms";

  /** Returns the platform this process runs on. */
  public static Platform here() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /**
   * Returns a platform.
   *
   * @param os as in the system property {@code os.name}
   * @param arch as in {@code os.arch}
   */
  public static Platform of(String os, String arch) {
    return new Platform(system(os) + "-" + processor(arch));
  }

  /**
   * Tells what to do if this program was packed without the native libraries of this platform.
   * Empty if it has them, and for a program that was not packed by the build.
   */
  public Optional<String> missing() {
    try (InputStream in = Platform.class.getResourceAsStream(PACKED)) {
      return in == null
          ? Optional.empty()
          : missing(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> missing(List<String> packed) {
    return packed.contains(name)
        ? Optional.empty()
        : Optional.of(
            "this package has the native libraries of "
                + String.join(", ", packed)
                + " only, and this is "
                + name
                + "; build it on this platform, or for all that there are libraries for"
                + " with -Dcode-intel.platforms=all");
  }

  private static String system(String os) {
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "macos";
    }
    return name.startsWith("windows") ? "windows" : name;
  }

  private static String processor(String arch) {
    return switch (arch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "aarch64";
      default -> arch;
    };
  }
}
