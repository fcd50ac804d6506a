package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The few settings of git that matter here. Includes of a repository's configuration are not
 * followed: they may name any file. Those of the user's own are, if they are small regular files.
 */
final class GitConfig {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_INCLUDES = 100;

  private final Config settings;

  private GitConfig(Config settings) {
    this.settings = settings;
  }

  /** Reads a repository's configuration; without settings if it is missing or malformed. */
  static GitConfig ofRepository(Path commonFolder, Fence fence) {
    return parse(new Config(), commonFolder.resolve("config"), fence);
  }

  /** Reads the user's configuration. */
  static GitConfig ofUser() {
    Path file = Path.of(System.getProperty("user.home", ""), ".gitconfig");
    return parse(new WithIncludes(file), file, Fence.NONE);
  }

  private static GitConfig parse(Config config, Path file, Fence fence) {
    Optional<byte[]> content = PlainFiles.read(file, MAX_BYTES, fence);
    try {
      if (content.isPresent()) {
        config.fromText(new String(content.get(), UTF_8));
      }
      return new GitConfig(config);
    } catch (ConfigInvalidException | RuntimeException e) {
      return new GitConfig(new Config());
    }
  }

  Optional<String> value(String section, String name) {
    return Optional.ofNullable(settings.getString(section, null, name));
  }

  /** The user's configuration with the files it includes; JGit bounds their depth. */
  private static final class WithIncludes extends Config {
    private final Path file;
    private int included;

    WithIncludes(Path file) {
      this.file = file;
    }

    @Override
    protected byte @Nullable [] readIncludedConfig(String path) {
      if (++included > MAX_INCLUDES) {
        return null;
      }
      try {
        Path wanted =
            path.startsWith("~/")
                ? Path.of(System.getProperty("user.home", ""), path.substring(2))
                : file.resolveSibling(path);
        return PlainFiles.read(wanted, MAX_BYTES, Fence.NONE).orElse(null);
      } catch (InvalidPathException e) {
        return null;
      }
    }
  }
}
