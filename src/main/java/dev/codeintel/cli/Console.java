package dev.codeintel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error as they were at the start of the process, in UTF-8. */
final class Console {
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private static final PrintStream ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private Console() {}

  static PrintStream out() {
    return OUT;
  }

  static PrintStream err() {
    return ERR;
  }

  /** Tells whether somebody watches: a terminal that can redraw a line. */
  @SuppressWarnings("SystemConsoleNull") // asked further below, by reflection, from Java 22 on
  static boolean isTerminal() {
    String terminal = System.getenv("TERM");
    var console = System.console();
    if (console == null || terminal == null || terminal.equals("dumb")) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Returns text without control characters: it may come from a repository. */
  static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F]", "?");
  }
}
