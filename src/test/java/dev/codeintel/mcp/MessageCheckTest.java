package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.mcp.MessageCheck.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageCheckTest {

  private static Verdict check(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return MessageCheck.check(bytes, 0, bytes.length);
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String text : new String[] {"garbage{", "{", "{} {}", "", "[".repeat(100_000)}) {
      assertThat(check(text).code()).isEqualTo(MessageCheck.PARSE_ERROR);
    }
  }

  @Test
  void refusesWhatIsNoMessageAndKeepsItsId() {
    assertThat(check("42").code()).isEqualTo(MessageCheck.INVALID_REQUEST);
    assertThat(check("[{}]").code()).isEqualTo(MessageCheck.INVALID_REQUEST);
    Verdict verdict =
        check("{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\",\"method\":\"ping\",\"params\":[1]}");
    assertThat(verdict.errorMessage())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\",\"error\":{\"code\":-32602,\"message\":\"params must be an"
                + " object\"}}");
  }

  @Test
  void dropsNullArgumentsAndEscapesWhatIsNotAscii() {
    Verdict verdict =
        check(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"find_symbol\","
                + "\"arguments\":{\"names\":[\"größe\",null],\"repo\":null}}}");
    assertThat(verdict.message())
        .contains("\"arguments\":{\"names\":[\"gr\\u00F6\\u00DFe\",null]}")
        .doesNotContain("repo");
    assertThat(verdict.isRequest()).isTrue();
  }

  @Test
  void refusesCallsOfTheWrongShape() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":";
    assertThat(check(call + "{}}").error()).isEqualTo("tools/call needs the name of a tool");
    assertThat(check(call + "{\"name\":\"x\",\"arguments\":[]}}").error())
        .isEqualTo("arguments must be an object");
  }

  @Test
  void tellsUnknownRequestsFromUnknownNotifications() {
    assertThat(check("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}").code())
        .isEqualTo(MessageCheck.METHOD_NOT_FOUND);
    assertThat(check("{\"jsonrpc\":\"2.0\",\"method\":\"no/such\"}").isUnknownNotification())
        .isTrue();
  }

  @Test
  void letsAnswersOfTheClientThrough() {
    Verdict verdict = check("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    assertThat(verdict.message()).isNotNull();
    assertThat(verdict.isRequest()).isFalse();
  }
}
