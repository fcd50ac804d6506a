package dev.codeintel.source;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from touching what is not ours. Left alone it runs the {@code git} program to find the
 * system's configuration, writes probe files beside every {@code .git} to measure how finely the
 * file system keeps time, and stores the result in the user's home.
 */
final class QuietGitSystem extends SystemReader.Delegate {
  /** Coarser than any current file system; files younger than this are compared by content. */
  private static final long TIMESTAMP_RESOLUTION_MILLIS = 10;

  private QuietGitSystem(SystemReader original) {
    super(original);
  }

  /** Takes effect for the whole process; further calls do nothing. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietGitSystem)) {
      SystemReader.setInstance(new QuietGitSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new MeasuredConfig(parent, new File(fs.userHome(), ".gitconfig"), fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new AbsentConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new AbsentConfig(parent, fs);
  }

  /** The user's configuration with an answer to how finely the file system keeps time. */
  private static final class MeasuredConfig extends FileBasedConfig {
    MeasuredConfig(Config parent, File file, FS fs) {
      super(parent, file, fs);
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit unit) {
      if ("filesystem".equals(section)) {
        return unit.convert(TIMESTAMP_RESOLUTION_MILLIS, TimeUnit.MILLISECONDS);
      }
      return super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }

  /** A configuration without a file. */
  private static final class AbsentConfig extends FileBasedConfig {
    AbsentConfig(Config parent, FS fs) {
      super(parent, new File(fs.userHome(), ".absent-gitconfig"), fs);
    }

    @Override
    public void load() {
      // there is nothing to load
    }

    @Override
    public void save() {
      // nor to keep
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
