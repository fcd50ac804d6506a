package dev.codeintel.source;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * Folders that hold what others wrote or a build made. A name that also serves for sources must be
 * confirmed by a file that only such a folder has in it or beside it.
 */
final class DependencyFolders {
  private static final Set<String> BY_NAME =
      Set.of(
          "node_modules",
          "bower_components",
          "jspm_packages",
          "site-packages",
          "__pycache__",
          "__pypackages__",
          ".venv",
          ".tox",
          ".nox",
          ".eggs",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          ".gradle",
          ".idea",
          ".vs",
          ".yarn",
          ".pnpm-store",
          ".bundle",
          ".next",
          ".nuxt",
          ".svelte-kit",
          ".terraform",
          ".dart_tool");

  private static final Set<String> BUILD_FILES = Set.of("pom.xml", "Cargo.toml", "build.sbt");

  private DependencyFolders() {}

  /** Tells whether {@code entry}, named {@code name}, in {@code folder} is one of them. */
  static boolean contains(Path folder, Path entry, String name) {
    return switch (name) {
      case "venv", "env", "virtualenv" -> exists(entry.resolve("pyvenv.cfg"));
      case "vendor" ->
          exists(entry.resolve("modules.txt"))
              || exists(entry.resolve("composer"))
              || exists(entry.resolve("bundle"));
      case "target" -> BUILD_FILES.stream().anyMatch(file -> exists(folder.resolve(file)));
      default -> BY_NAME.contains(name);
    };
  }

  /** Tells whether a file of this name, beside a folder or in it, decides about the folder. */
  static boolean isMarker(String name) {
    return BUILD_FILES.contains(name) || name.equals("pyvenv.cfg") || name.equals("modules.txt");
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
