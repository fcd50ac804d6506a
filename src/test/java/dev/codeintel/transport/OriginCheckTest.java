package dev.codeintel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {
  private final OriginCheck check = new OriginCheck(List.of(), List.of());

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080"})
  void allowsHostsOfThisMachine(String host) {
    assertThat(check.allowsHost(host)).isTrue();
    assertThat(check.allowsOrigin("http://" + host)).isTrue();
    assertThat(check.allowsOrigin("https://" + host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:8080@evil.example",
        "127.0.0.1.evil.example",
        "localhost:",
        "localhost:1:2",
        "localhost/evil",
        "localhost\\evil",
        " localhost",
        "[::1",
        "0.0.0.0",
        ""
      })
  void refusesEveryOtherHostHoweverItIsDressed(String host) {
    assertThat(check.allowsHost(host)).isFalse();
    assertThat(check.allowsOrigin("http://" + host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "file://localhost", "http:localhost", "localhost", "*"})
  void refusesOriginsThatAreNoWebOrigins(String origin) {
    assertThat(check.allowsOrigin(origin)).isFalse();
  }

  @Test
  void allowsRequestsWithoutOriginButNotWithoutHost() {
    assertThat(check.allowsOrigin(null)).isTrue();
    assertThat(check.allowsHost(null)).isFalse();
  }

  @Test
  void allowsWhatIsConfigured() {
    OriginCheck configured =
        new OriginCheck(List.of("Code.example.com"), List.of("https://tools.example.com"));
    assertThat(configured.allowsHost("code.example.com:443")).isTrue();
    assertThat(configured.allowsHost("x.code.example.com")).isFalse();
    assertThat(configured.allowsOrigin("https://tools.example.com")).isTrue();
    assertThat(configured.allowsOrigin("http://tools.example.com")).isFalse();
    assertThat(new OriginCheck(List.of("*"), List.of("*")).allowsHost("any.example")).isTrue();
  }
}
