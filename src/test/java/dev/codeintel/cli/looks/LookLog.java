package dev.codeintel.cli.looks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Where looks at the file system are noted, one a line: thread, kind, path. Thread-safe. */
final class LookLog {
  private final FileOutputStream out;

  /**
   * @param file by name, because the file system is not there yet
   */
  LookLog(String file) {
    try {
      this.out = new FileOutputStream(file, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void note(String kind, Path path) {
    String line = Thread.currentThread().getName() + "\t" + kind + "\t" + path + "\n";
    try {
      out.write(line.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
