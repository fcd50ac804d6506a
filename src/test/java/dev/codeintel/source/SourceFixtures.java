package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.config.DataConfig;
import dev.codeintel.model.SkipReason;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests of sources share. */
public final class SourceFixtures {
  private SourceFixtures() {}

  public static SourceConfig config(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put("code-intel.source." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return smallrye(properties).getConfigMapping(SourceConfig.class);
  }

  static SmallRyeConfig smallrye(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(properties, "test", 1000))
        .withDefaultValue("user.home", "/home/someone")
        .withMapping(SourceConfig.class)
        .withMapping(DataConfig.class)
        .build();
  }

  public static SourceRepositories repositories(Path data, String... keysAndValues) {
    return new DiskSourceRepositories(config(keysAndValues), data, Clock.systemUTC());
  }

  /** Opens a folder with the configuration given. */
  static SourceRepository open(Path folder, String... keysAndValues) {
    return repositories(folder.resolveSibling("data"), keysAndValues).open(folder.toString());
  }

  public static Path write(Path root, String path, String text) {
    return write(root, path, text.getBytes(UTF_8));
  }

  static Path write(Path root, String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> paths(SourceTree tree) {
    return tree.files().stream().map(SourceFile::path).toList();
  }

  static Map<String, SkipReason> skipped(SourceTree tree) {
    Map<String, SkipReason> reasons = new HashMap<>();
    tree.skipped().forEach(skipped -> reasons.put(skipped.path(), skipped.reason()));
    return reasons;
  }

  /** Runs git; fails the test if it fails. */
  public static String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      builder.environment().put("GIT_AUTHOR_NAME", "a");
      builder.environment().put("GIT_AUTHOR_EMAIL", "a@example.com");
      builder.environment().put("GIT_COMMITTER_NAME", "a");
      builder.environment().put("GIT_COMMITTER_EMAIL", "a@example.com");
      Process process = builder.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
