package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.config.DataConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceConfigTest {

  @Test
  void hasTheseDefaults() {
    SourceConfig config = config();

    assertThat(config.maxFileSize().asLongValue()).isEqualTo(10 * 1024 * 1024);
    assertThat(config.maxFiles()).isEqualTo(500_000);
    assertThat(config.maxWalkTime()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.excludes()).isEmpty();
    assertThat(config.excludeDependencies()).isTrue();
    assertThat(config.cloneTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.credentials().host()).isEmpty();
    assertThat(config.credentials().username()).isEqualTo("git");
    assertThat(config.credentials().password()).isEmpty();
    assertThat(config.watch().quietTime()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.watch().maxDelay()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void takesEveryProperty() {
    SourceConfig config =
        config(
            "max-file-size", "1K",
            "max-files", "7",
            "max-walk-time", "PT3S",
            "excludes", "*.gen.java,docs/",
            "exclude-dependencies", "false",
            "clone-timeout", "PT1M",
            "credentials.host", "git.example.com",
            "credentials.username", "robot",
            "credentials.password", "secret",
            "watch.quiet-time", "PT0.1S",
            "watch.max-delay", "PT1S");

    assertThat(config.maxFileSize().asLongValue()).isEqualTo(1024);
    assertThat(config.maxFiles()).isEqualTo(7);
    assertThat(config.maxWalkTime()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.excludes()).hasValue(List.of("*.gen.java", "docs/"));
    assertThat(config.excludeDependencies()).isFalse();
    assertThat(config.cloneTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.credentials().host()).hasValue("git.example.com");
    assertThat(config.credentials().username()).isEqualTo("robot");
    assertThat(config.credentials().password()).hasValue("secret");
    assertThat(config.watch().quietTime()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.watch().maxDelay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void dataLiesInTheCacheOfTheUser() {
    DataConfig fallback = SourceFixtures.smallrye(Map.of()).getConfigMapping(DataConfig.class);
    DataConfig byXdg =
        SourceFixtures.smallrye(Map.of("XDG_CACHE_HOME", "/caches"))
            .getConfigMapping(DataConfig.class);
    DataConfig given =
        SourceFixtures.smallrye(Map.of("code-intel.data-dir", "/data"))
            .getConfigMapping(DataConfig.class);

    assertThat(fallback.dataDir()).isEqualTo(Path.of("/home/someone/.cache/code-intel"));
    assertThat(byXdg.dataDir()).isEqualTo(Path.of("/caches/code-intel"));
    assertThat(given.dataDir()).isEqualTo(Path.of("/data"));
  }
}
