package dev.codeintel.duckdb;

import dev.codeintel.natives.PackedLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The engine's library as the native executable has it, which is one file: packed by the build.
 * Elsewhere it lies beside the driver.
 */
record PackedEngine(String name, long size, String sha256) implements PackedLibrary {
  private static final String FOLDER = "/native/engine/";

  /** Read when this class is initialized: of the native executable, while it is built. */
  private static final Optional<PackedEngine> PACKED = read();

  /** Returns it; empty if it is not packed in this program. */
  static Optional<PackedEngine> find() {
    return PACKED;
  }

  private static Optional<PackedEngine> read() {
    try (InputStream in = open("engine.properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.of(
          new PackedEngine(
              properties.getProperty("name"),
              Long.parseLong(properties.getProperty("size")),
              properties.getProperty("sha256")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unpack(OutputStream to) throws IOException {
    try (InputStream in = open("engine.gz")) {
      if (in == null) {
        throw new IOException("this program was packed without " + FOLDER + "engine.gz");
      }
      new GZIPInputStream(in, 1 << 16).transferTo(to);
    }
  }

  private static @Nullable InputStream open(String name) {
    return PackedEngine.class.getResourceAsStream(FOLDER + name);
  }
}
