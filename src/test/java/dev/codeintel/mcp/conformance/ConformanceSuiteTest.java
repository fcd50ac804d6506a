package dev.codeintel.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs the official suite (npm {@code @modelcontextprotocol/conformance}) against the fixtures.
 * {@code -Dconformance.cli=…/dist/index.js} says where it is and {@code -Dconformance.node} which
 * node of version 22 or newer runs it; without them the test is left out.
 */
@QuarkusTest
@TestProfile(ConformanceSuiteTest.Profile.class)
@EnabledIfSystemProperty(named = "conformance.cli", matches = ".+")
class ConformanceSuiteTest {

  /** Starts the fixtures. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public String getConfigProfile() {
      return "conformance";
    }

    @Override
    public java.util.Map<String, String> getConfigOverrides() {
      return java.util.Map.of("quarkus.http.test-port", "0");
    }
  }

  @TestHTTPResource("/mcp")
  URL endpoint = url();

  private static URL url() {
    try {
      return java.net.URI.create("http://127.0.0.1/").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void passesTheSuite() throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + endpoint.getPort() + "/mcp";
    Process process =
        new ProcessBuilder(
                List.of(
                    System.getProperty("conformance.node", "node"),
                    System.getProperty("conformance.cli", ""),
                    "server",
                    "--url",
                    url,
                    "--expected-failures",
                    "src/test/conformance/expected-failures.yml",
                    "-o",
                    "target/conformance"))
            .inheritIO()
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
