package dev.codeintel.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class EngineLibraryTest {

  @Test
  void whatIsOpenedAheadIsTheEngineOfThePool() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = EngineLibrary.class.getResourceAsStream("/application.properties")) {
      properties.load(in);
    }

    assertThat(EngineLibrary.URL).isEqualTo(properties.getProperty("quarkus.datasource.jdbc.url"));
  }
}
