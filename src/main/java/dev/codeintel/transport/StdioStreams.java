package dev.codeintel.transport;

import dev.codeintel.transport.MessageCheck.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Standard input and output as the stdio transport should see them. Input: one checked JSON-RPC
 * message a line, in ASCII whatever the locale; a line that is none is answered with an error and
 * dropped; a line beyond the limit is skipped without being held. Output: UTF-8, a line at a time.
 * The end of the input is passed on only when all requests have been answered or taken back, or
 * nobody reads the answers any more, or after a while. Nothing is read, and no notice of changed
 * lists is written, before {@link #open()}: the transport would answer while the tools are still
 * being registered.
 */
public final class StdioStreams {
  private static final long DRAIN_MILLIS = 60_000;
  private static final CountDownLatch OPENED = new CountDownLatch(1);
  private static volatile Consumer<String> cancelListener = id -> {};
  private static volatile Runnable goneListener = () -> {};

  private final Output output;
  private final Input input;

  /**
   * Makes the streams.
   *
   * @param maxLine longest line accepted, in bytes
   */
  public StdioStreams(InputStream in, OutputStream out, int maxLine) {
    OpenRequests open = new OpenRequests();
    this.output = new Output(out, open);
    this.input = new Input(in, output, open, maxLine);
  }

  /** Lets the streams of this process begin. */
  public static void open() {
    OPENED.countDown();
  }

  /** Has someone told the id, as JSON, of each request that the client takes back. */
  static void whenCancelled(Consumer<String> listener) {
    cancelListener = listener;
  }

  /** Has someone told when nobody reads the answers any more. */
  static void whenGone(Runnable listener) {
    goneListener = listener;
  }

  public InputStream input() {
    return input;
  }

  public PrintStream output() {
    return output;
  }

  /** Writes whole lines in UTF-8 and counts answers. */
  private static final class Output extends PrintStream {
    private final OpenRequests open;

    Output(OutputStream out, OpenRequests open) {
      super(out, true, StandardCharsets.UTF_8);
      this.open = open;
    }

    @Override
    public void println(@Nullable String line) {
      if (OPENED.getCount() > 0 && line != null && line.contains("/list_changed\"")) {
        return;
      }
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      synchronized (this) {
        write(bytes, 0, bytes.length);
        flush();
      }
      if (line != null) {
        open.answered(line);
      }
      if (checkError()) {
        open.nobodyReads();
        goneListener.run();
      }
    }

    void printRefusal(Verdict verdict) {
      byte[] bytes = (verdict.errorMessage() + "\n").getBytes(StandardCharsets.UTF_8);
      synchronized (this) {
        write(bytes, 0, bytes.length);
        flush();
      }
    }
  }

  private static final class Input extends InputStream {
    private final InputStream in;
    private final Output output;
    private final OpenRequests open;
    private final int maxLine;
    private final byte[] chunk = new byte[65_536];
    private int chunkStart;
    private int chunkEnd;
    private byte[] line = new byte[0];
    private int position;
    private boolean atEnd;

    Input(InputStream in, Output output, OpenRequests open, int maxLine) {
      this.in = in;
      this.output = output;
      this.open = open;
      this.maxLine = maxLine;
    }

    @Override
    public int read() throws IOException {
      return fill() ? line[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, line.length - position);
      System.arraycopy(line, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public int available() {
      return line.length - position;
    }

    /** Makes sure that there is a byte to read; returns false at the end. */
    private boolean fill() throws IOException {
      awaitOpening();
      while (position >= line.length) {
        byte[] raw = atEnd ? null : nextLine();
        if (raw == null) {
          atEnd = true;
          awaitAnswers();
          return false;
        }
        line = checked(raw);
        position = 0;
      }
      return true;
    }

    private byte[] checked(byte[] raw) {
      int length = raw.length;
      int start = 0;
      while (start < length && " \t\r".indexOf(raw[start]) >= 0) {
        start++;
      }
      if (start == length) {
        return new byte[0];
      }
      Verdict verdict =
          length > maxLine
              ? MessageCheck.refused(
                  "null", MessageCheck.INVALID_REQUEST, "The message is too long")
              : MessageCheck.check(raw, start, length - start);
      String message = verdict.message();
      if (message == null) {
        if (!verdict.isUnknownNotification()) {
          output.printRefusal(verdict);
        }
        return new byte[0];
      }
      if (verdict.isRequest()) {
        open.add(verdict.id());
      }
      if (!verdict.cancelled().isEmpty() && open.remove(verdict.cancelled())) {
        cancelListener.accept(verdict.cancelled());
      }
      return (message + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads up to a line feed; keeps no more than one byte beyond the limit. Null at the end. */
    private byte @Nullable [] nextLine() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      boolean any = false;
      while (true) {
        if (chunkStart == chunkEnd) {
          int count = in.read(chunk);
          if (count < 0) {
            return any ? bytes.toByteArray() : null;
          }
          chunkStart = 0;
          chunkEnd = count;
        }
        any = true;
        int end = chunkStart;
        while (end < chunkEnd && chunk[end] != '\n') {
          end++;
        }
        int room = maxLine + 1 - bytes.size();
        bytes.write(chunk, chunkStart, Math.max(0, Math.min(end - chunkStart, room)));
        boolean isWhole = end < chunkEnd;
        chunkStart = isWhole ? end + 1 : end;
        if (isWhole) {
          return bytes.toByteArray();
        }
      }
    }

    private static void awaitOpening() throws IOException {
      try {
        OPENED.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }

    private void awaitAnswers() {
      try {
        open.awaitNone(DRAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
