package dev.codeintel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StdioStreamsTest {
  private static final String NOTE =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void open() {
    StdioStreams.open();
  }

  private List<String> linesOf(String input, int maxLine) throws IOException {
    StdioStreams streams =
        new StdioStreams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, maxLine);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(streams.input(), StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    }
  }

  @Test
  void goesOnAfterALineThatIsNoMessage() throws IOException {
    List<String> lines = linesOf("garbage\n\n  \n" + NOTE + "\r\n\u0000\n42\n" + NOTE, 1000);
    assertThat(lines).containsExactly(NOTE, NOTE);
    assertThat(out.toString(StandardCharsets.UTF_8).split("\n"))
        .hasSize(3)
        .allMatch(line -> line.contains("\"error\""));
  }

  @Test
  void skipsALineBeyondTheLimitWithoutHoldingIt() throws IOException {
    List<String> lines = linesOf("x".repeat(5_000_000) + "\n" + NOTE + "\n", 1000);
    assertThat(lines).containsExactly(NOTE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("too long");
  }

  @Test
  void writesUtf8WhateverTheLocale() {
    StdioStreams streams = new StdioStreams(new ByteArrayInputStream(new byte[0]), out, 1000);
    streams.output().println("{\"text\":\"größe 值\"}");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"größe 值\"}\n");
  }

  @Test
  void endsWithTheInputWhenAllIsAnsweredWhateverTheAnswersSay() throws IOException {
    String request = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/list\"}\n";
    StdioStreams streams =
        new StdioStreams(
            new ByteArrayInputStream(
                (request.formatted(1) + request.formatted(2)).getBytes(StandardCharsets.UTF_8)),
            out,
            1000);
    streams.output().println("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\"}");
    streams
        .output()
        .println(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"kind\":\"method\",\"method\":\"a\"}}");
    streams.output().println("{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"data\":\"method\"}}");

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(streams.input().readAllBytes()).asString().contains("tools/list"));
  }
}
