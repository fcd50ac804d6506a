package dev.codeintel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is read before there is a configuration is what the configuration says. */
final class EarlySettingsTest {
  private static final String KEY = "code-intel.native-directory";

  @Test
  void nativesAreLookedForWhereTheConfigurationHasThem() {
    String before = System.getProperty(KEY);
    try {
      System.clearProperty(KEY);
      assertThat(EarlySettings.nativeDirectory()).isEqualTo(configured());
      System.setProperty(KEY, Path.of("some", "where").toAbsolutePath().toString());
      assertThat(EarlySettings.nativeDirectory()).isEqualTo(configured());
    } finally {
      if (before != null) {
        System.setProperty(KEY, before);
      } else {
        System.clearProperty(KEY);
      }
    }
  }

  private static Path configured() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDefaultSources()
        .addDiscoveredConverters()
        .withValidateUnknown(false)
        .withMapping(DataConfig.class)
        .build()
        .getConfigMapping(DataConfig.class)
        .nativeDirectory();
  }
}
