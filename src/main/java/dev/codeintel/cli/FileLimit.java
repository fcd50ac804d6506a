package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How many files the system lets a process hold open, and how many this one needs. On Java each jar
 * stays open, some 220; a run and a few clients take 20 more.
 */
final class FileLimit {
  private static final int NEEDED_BY_JAVA = 256;
  private static final int NEEDED_BY_EXECUTABLE = 64;
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LINE = "Max open files";

  private FileLimit() {}

  /** Returns a sentence that says that the limit is too low, and what helps; empty if it is not. */
  static Optional<String> tooLow() {
    boolean isExecutable = System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    return tooLow(LIMITS, isExecutable ? NEEDED_BY_EXECUTABLE : NEEDED_BY_JAVA);
  }

  /** Where the system does not tell, nothing is wrong. */
  static Optional<String> tooLow(Path file, int needed) {
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (line.startsWith(LINE)) {
          String limits = line.substring(LINE.length()).strip();
          String limit = limits.substring(0, limits.indexOf(' '));
          return limit.equals("unlimited") || Long.parseLong(limit) >= needed
              ? Optional.empty()
              : Optional.of(
                  "only %s files may be open at once, and %d are needed; raise the limit: ulimit -n 1024"
                      .formatted(limit, needed));
        }
      }
      return Optional.empty();
    } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Returns the message of a failure, and what helps if it was for want of open files. */
  static String helping(String message) {
    return message.contains("Too many open files") && !message.contains("ulimit")
        ? message + ". Raise the limit of open files: ulimit -n 1024"
        : message;
  }
}
