package dev.codeintel.source;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How repositories are walked, read, cloned and watched. */
@ConfigMapping(prefix = "code-intel.source")
public interface SourceConfig {

  /**
   * Largest file that is read, for example {@code 10M}. Larger ones are counted as {@code
   * too_large}. Default: 10 MB.
   */
  @WithDefault("10M")
  MemorySize maxFileSize();

  /**
   * Most files one walk returns; the rest is counted as {@code limit_reached} and the answers say
   * so. Default: 500,000.
   */
  @WithDefault("500000")
  int maxFiles();

  /** Longest time one walk may take before it ends with what it has found. Default: 2 minutes. */
  @WithDefault("PT2M")
  Duration maxWalkTime();

  /**
   * Patterns in the syntax of {@code .gitignore}, relative to the root of the repository, for what
   * is left out besides. A {@code .codeintelignore} in the repository overrides them. Default:
   * none.
   */
  Optional<List<String>> excludes();

  /**
   * Whether folders of installed dependencies and of build output are left out: {@code
   * node_modules}, {@code bower_components}, {@code __pycache__}, {@code site-packages}, {@code
   * .venv}, {@code .tox}, {@code .gradle}, {@code .idea} and the like by name; {@code venv} and
   * {@code env} if they hold a {@code pyvenv.cfg}, {@code vendor} if it holds a {@code modules.txt}
   * or a {@code composer} folder, {@code target} beside a {@code pom.xml}, {@code Cargo.toml} or
   * {@code build.sbt}. Other output folders are left out if the repository ignores them. {@code
   * !name/} in a {@code .codeintelignore} takes one back. Default: true.
   */
  @WithDefault("true")
  boolean excludeDependencies();

  /** Longest time a clone or an update of a git URL may take. Default: 10 minutes. */
  @WithDefault("PT10M")
  Duration cloneTimeout();

  /** Credentials for git URLs. */
  Credentials credentials();

  /** When changes of a watched repository are reported. */
  Watch watch();

  /**
   * What is sent to a git host over HTTPS. Credentials in a URL go before these. SSH uses the
   * system's {@code ssh} with its agent and configuration.
   */
  interface Credentials {

    /**
     * The only host that is sent the user name and password, for example {@code git.example.com}.
     * Default: none, so they are sent to nobody.
     */
    Optional<String> host();

    /** User name; hosts that take tokens often accept any. Default: {@code git}. */
    @WithDefault("git")
    String username();

    /** Password or access token. Default: none. */
    Optional<String> password();
  }

  /** Waiting times of the watcher. */
  interface Watch {

    /** How long nothing must change before changes are reported. Default: 200 milliseconds. */
    @WithDefault("PT0.2S")
    Duration quietTime();

    /** How long a change waits at most while others keep coming. Default: 2 seconds. */
    @WithDefault("PT2S")
    Duration maxDelay();
  }
}
