package dev.codeintel.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A library of another project as the native executable has it, which is one file: packed by the
 * build. Elsewhere it lies in, or beside, that project's jar.
 *
 * @param id what the build calls it
 * @param name the file name under which whoever loads it looks for it
 * @param size in bytes, unpacked
 * @param sha256 of the unpacked library, in hexadecimal digits
 */
public record PackedFile(String id, String name, long size, String sha256)
    implements PackedLibrary {
  private static final String FOLDER = "/native/here/";

  /** Returns a library; empty if it is not packed in this program. */
  public static Optional<PackedFile> find(String id) {
    try (InputStream in = open(id + ".properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.of(
          new PackedFile(
              id,
              properties.getProperty("name"),
              Long.parseLong(properties.getProperty("size")),
              properties.getProperty("sha256")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unpack(OutputStream to) throws IOException {
    try (InputStream in = open(id + ".gz")) {
      if (in == null) {
        throw new IOException("this program was packed without " + FOLDER + id + ".gz");
      }
      new GZIPInputStream(in, 1 << 16).transferTo(to);
    }
  }

  private static @Nullable InputStream open(String name) {
    return PackedFile.class.getResourceAsStream(FOLDER + name);
  }
}
