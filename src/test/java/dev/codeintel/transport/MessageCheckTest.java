package dev.codeintel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.transport.MessageCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCheckTest {

  private static Verdict check(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return MessageCheck.check(bytes, 0, bytes.length);
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String text : new String[] {"garbage{", "{", "{} {}", ""}) {
      assertThat(check(text).code()).isEqualTo(MessageCheck.PARSE_ERROR);
    }
  }

  @Test
  void refusesWhatWouldBeParsedForLong() {
    String names =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(","));
    for (String params :
        new String[] {
          "{" + names + "}",
          "[" + "1,".repeat(100_000) + "1]",
          "[".repeat(100_000),
          "1".repeat(100_000)
        }) {
      Verdict verdict = check("{\"id\":1,\"method\":\"ping\",\"params\":{\"x\":" + params + "}}");
      assertThat(verdict.code()).isEqualTo(MessageCheck.INVALID_REQUEST);
      assertThat(verdict.error()).contains("too many");
    }
    String text = "x".repeat(3_000_000);
    assertThat(
            check("{\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"" + text + "\"}}").message())
        .contains(text);
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
    assertThat(check(call + "{}}").error())
        .isEqualTo("tools/call needs name in its params, as a string");
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

  @Test
  void dropsTokensOfProgressThatNoNotificationCouldCarry() {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{\"progressToken\":%s,\"x\":1}}}";
    for (String token :
        List.of("{}", "[1]", "true", "1.5", "1e999", "\"" + "t".repeat(300) + "\"")) {
      assertThat(check(call.formatted(token)).message()).as(token).contains("\"_meta\":{\"x\":1}");
    }
    for (String token : List.of("7", "\"t\"")) {
      assertThat(check(call.formatted(token)).message()).contains("\"progressToken\":" + token);
    }
  }

  @Test
  void refusesIdsThatNoAnswerShouldCarry() {
    String request = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}";
    for (String id :
        List.of("\"" + "i".repeat(100_000) + "\"", "9".repeat(400), "1.5", "{}", "[]", "true")) {
      Verdict verdict = check(request.formatted(id));
      assertThat(verdict.message()).as(id.substring(0, Math.min(9, id.length()))).isNull();
      assertThat(verdict.code()).isEqualTo(MessageCheck.INVALID_REQUEST);
      assertThat(verdict.errorMessage().length()).isLessThan(300);
    }
    assertThat(check(request.formatted(Long.MAX_VALUE)).id()).isEqualTo("9223372036854775807");
  }

  @Test
  void tellsWhatACancellationTakesBack() {
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s}}";
    assertThat(check(cancel.formatted("12")).cancelled()).isEqualTo("12");
    assertThat(check(cancel.formatted("\"a\"")).cancelled()).isEqualTo("\"a\"");
    for (String id : List.of("null", "{}", "[1]", "1.5")) {
      assertThat(check(cancel.formatted(id)).isUnknownNotification()).as(id).isTrue();
    }
    assertThat(check("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").cancelled()).isEmpty();
  }

  /** The library never answers some of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"resources/read\"",
        "\"resources/subscribe\"",
        "\"resources/unsubscribe\"",
        "\"completion/complete\"",
        "\"prompts/get\"",
        "\"logging/setLevel\"",
        "\"tools/call\""
      })
  void whatARequestCannotDoWithoutIsAskedFor(String method) {
    String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + method;
    for (String params :
        List.of(
            "", ",\"params\":null", ",\"params\":{}", ",\"params\":{\"uri\":1,\"name\":null}")) {
      assertThat(check(start + params + "}").code())
          .as(params)
          .isEqualTo(MessageCheck.INVALID_PARAMS);
    }
  }

  @Test
  void aCompletionNeedsWhatItIsFor() {
    String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\",\"params\":";
    String argument = "\"argument\":{\"name\":\"a\",\"value\":\"b\"}";
    assertThat(check(start + "{\"ref\":{\"type\":\"ref/odd\"}," + argument + "}}").error())
        .contains("ref/prompt");
    assertThat(check(start + "{\"ref\":{\"type\":\"ref/prompt\"}," + argument + "}}").error())
        .contains("ref/prompt");
    assertThat(
            check(start + "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"}," + argument + "}}")
                .error())
        .isEmpty();
  }
}
