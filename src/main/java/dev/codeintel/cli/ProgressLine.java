package dev.codeintel.cli;

import dev.codeintel.indexing.IndexProgress;
import dev.codeintel.model.IndexStage;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far an index run is: one line drawn over and over on a terminal, with rate and time
 * left; elsewhere one plain line a stage. Thread-safe. Close it to end the line.
 */
final class ProgressLine implements IndexProgress, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000;
  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean isTerminal;
  private @Nullable IndexStage stage;
  private long stageStart;
  private long firstDone;
  private boolean isTotalKnown;
  private boolean isTotalTold;
  private long drawn;
  private boolean isOpen;

  ProgressLine(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  @Override
  public synchronized void update(IndexStage newStage, long done, long total) {
    long now = System.nanoTime();
    if (newStage != stage) {
      stage = newStage;
      stageStart = now;
      firstDone = 0;
      isTotalKnown = false;
      isTotalTold = false;
      drawn = 0;
      if (!isTerminal) {
        out.println(label(newStage) + (total > 0 ? " " + total : ""));
      }
    }
    if (total > 0 && !isTotalKnown) {
      // What earlier runs have done says nothing of how quick this one is.
      isTotalKnown = true;
      firstDone = done;
      stageStart = now;
    }
    if (!isTerminal && newStage == IndexStage.EMBED && done == total && !isTotalTold) {
      isTotalTold = true;
      out.println(label(newStage) + " " + done + "/" + total);
    }
    if (isTerminal && (now - drawn >= REDRAW_NANOS || done == total)) {
      drawn = now;
      isOpen = true;
      out.print("\r" + line(newStage, done, total, rate(done, now)) + "\u001b[K");
      out.flush();
    }
  }

  /** Returns units a second; 0 while it is not known. */
  private double rate(long done, long now) {
    double seconds = (now - stageStart) / 1e9;
    return seconds > 0.2 ? (done - firstDone) / seconds : 0;
  }

  private static String line(IndexStage stage, long done, long total, double rate) {
    StringBuilder text = new StringBuilder(label(stage)).append(' ');
    if (total > 0) {
      int filled = (int) Math.min(BAR, done * BAR / total);
      text.append('[').append("#".repeat(filled)).append(" ".repeat(BAR - filled)).append("] ");
      text.append(done).append('/').append(total);
    } else {
      text.append(done);
    }
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, "  %.0f/s", rate));
      if (total > done) {
        text.append(String.format(Locale.ROOT, "  %d s left", Math.round((total - done) / rate)));
      }
    }
    return text.toString();
  }

  private static String label(IndexStage stage) {
    return switch (stage) {
      case WALK -> "walking   ";
      case PARSE -> "parsing   ";
      case LINK -> "linking   ";
      case WRITE -> "writing   ";
      case PUBLISH -> "publishing";
      case SEARCH -> "for search";
      case EMBED -> "embedding ";
    };
  }

  @Override
  public synchronized void close() {
    if (isOpen) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
