package dev.codeintel.source;

import dev.codeintel.config.DataConfig;
import dev.codeintel.model.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens folders where they are, and git URLs as clones in the data folder. */
@Singleton
public final class DiskSourceRepositories implements SourceRepositories {
  private final SourceConfig config;
  private final Clock clock;
  private final GitClones clones;

  /** Made by the container; tests may make their own. */
  @Inject
  public DiskSourceRepositories(SourceConfig config, DataConfig data) {
    this(config, data.dataDir(), Clock.systemUTC());
  }

  DiskSourceRepositories(SourceConfig config, Path dataFolder, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.clones = new GitClones(dataFolder.resolve("clones"), config, clock);
  }

  @Override
  public SourceRepository open(String location) {
    if (location.isBlank()) {
      throw new SourceException(
          ErrorCode.CALLER, "No location is given; give a folder or a git URL.", null);
    }
    Optional<GitUrl> url = GitUrl.parse(location.strip());
    return url.isPresent() ? openUrl(url.get()) : openFolder(location);
  }

  private SourceRepository openUrl(GitUrl url) {
    Path clone = clones.bring(url);
    Optional<String> ref = url.ref().isEmpty() ? Optional.empty() : Optional.of(url.ref());
    return new FolderRepository(url.name(), clone, url.origin(), ref, config, clock);
  }

  private SourceRepository openFolder(String location) {
    Path root = realFolder(location);
    String name = PathNames.name(root);
    return new FolderRepository(
        name.isEmpty() ? "root" : name, root, root.toString(), Optional.empty(), config, clock);
  }

  private static Path realFolder(String location) {
    Path path;
    try {
      String home = System.getProperty("user.home", "");
      path = location.startsWith("~/") ? Path.of(home, location.substring(2)) : Path.of(location);
    } catch (InvalidPathException e) {
      throw new SourceException(
          ErrorCode.CALLER, "The location is not a valid path; give a folder or a git URL.", e);
    }
    if (Files.isDirectory(path) && !(Files.isReadable(path) && Files.isExecutable(path))) {
      throw unreadable(path, null);
    }
    if (!Files.isDirectory(path) && Files.exists(path)) {
      Path folder = path.toAbsolutePath().getParent();
      throw new SourceException(
          ErrorCode.CALLER,
          path + " is a file, not a folder. Give the folder it is in: " + folder + ".",
          null);
    }
    if (!Files.exists(path)) {
      throw new SourceException(
          ErrorCode.NOT_FOUND,
          "There is no folder " + path + ". Give an existing folder or a git URL.",
          null);
    }
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static SourceException unreadable(
      Path path, @org.jspecify.annotations.Nullable IOException cause) {
    return new SourceException(
        ErrorCode.CALLER,
        "The folder "
            + path
            + " may not be read by this user. Give it permission to list and read the folder, or"
            + " run as a user who has it.",
        cause);
  }
}
