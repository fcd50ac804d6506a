package dev.codeintel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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

  private static final String REQUEST =
      "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/list\"}\n";

  private StdioStreams streams(String input, OutputStream target) {
    return new StdioStreams(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), target, 1000);
  }

  /**
   * Reads the lines that pass, and then says whether the end of the input was passed on in time.
   */
  private static boolean ends(StdioStreams streams, int lines, Runnable answering) {
    return Boolean.TRUE.equals(
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              BufferedReader reader =
                  new BufferedReader(
                      new InputStreamReader(streams.input(), StandardCharsets.UTF_8), 1);
              for (int i = 0; i < lines; i++) {
                assertThat(reader.readLine()).contains("jsonrpc");
              }
              answering.run();
              return reader.readLine() == null;
            }));
  }

  @Test
  void endsWithTheInputWhenAllIsAnsweredWhateverTheAnswersSay() {
    StdioStreams streams = streams(REQUEST.formatted("1") + REQUEST.formatted("\"a\\\"b\""), out);

    boolean isOver =
        ends(
            streams,
            2,
            () -> {
              PrintStream answers = streams.output();
              answers.println("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\"}");
              answers.println(
                  "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"id\":5,\"method\":\"a\"}}");
              answers.println("{\"jsonrpc\":\"2.0\",\"error\":{},\"id\":\"a\\\"b\"}");
            });

    assertThat(isOver).isTrue();
  }

  @Test
  void doesNotWaitForWhatTheClientTookBack() {
    List<String> cancelled = new CopyOnWriteArrayList<>();
    StdioStreams.whenCancelled(cancelled::add);
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s}}\n";
    StdioStreams streams =
        streams(
            REQUEST.formatted("1")
                + REQUEST.formatted("\"x\"")
                + cancel.formatted("\"x\"")
                + cancel.formatted("99")
                + cancel.formatted("1"),
            out);

    assertThat(ends(streams, 5, () -> {})).isTrue();
    assertThat(cancelled).containsExactly("\"x\"", "1");
  }

  @Test
  void doesNotWaitIfNobodyReadsTheAnswers() {
    CountDownLatch gone = new CountDownLatch(1);
    StdioStreams.whenGone(gone::countDown);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    StdioStreams streams = streams(REQUEST.formatted("1") + REQUEST.formatted("2"), closed);

    boolean isOver =
        ends(
            streams,
            2,
            () -> streams.output().println("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));

    assertThat(isOver).isTrue();
    assertThat(gone.getCount()).isZero();
  }
}
