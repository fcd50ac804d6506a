package dev.codeintel.parsing.treesitter;

import dev.codeintel.natives.PackedLibrary;
import dev.codeintel.natives.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Properties;
import org.tukaani.xz.XZInputStream;

/**
 * The library of one platform, packed in this program: tree-sitter, all grammars and the native
 * methods.
 *
 * @param platform operating system and processor, {@code linux-x86_64}
 * @param name the file name under which the Java binding looks for its own library
 * @param size in bytes, unpacked
 * @param sha256 of the unpacked library, in hexadecimal digits
 */
record NativeLibrary(String platform, String name, long size, String sha256)
    implements PackedLibrary {

  /** Returns the library for the platform this process runs on; empty if there is none. */
  static Optional<NativeLibrary> ofThisPlatform() throws IOException {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /**
   * Returns the library for a platform.
   *
   * @param os as in the system property {@code os.name}
   * @param arch as in {@code os.arch}
   */
  static Optional<NativeLibrary> of(String os, String arch) throws IOException {
    String platform = Platform.of(os, arch).name();
    Properties all = new Properties();
    try (InputStream in = open("libraries.properties")) {
      all.load(in);
    }
    String name = all.getProperty(platform + ".name");
    return name == null
        ? Optional.empty()
        : Optional.of(
            new NativeLibrary(
                platform,
                name,
                Long.parseLong(all.getProperty(platform + ".size")),
                all.getProperty(platform + ".sha256")));
  }

  @Override
  public void unpack(OutputStream to) throws IOException {
    try (InputStream in = new XZInputStream(open("packed/" + platform + ".xz"))) {
      in.transferTo(to);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = NativeLibrary.class.getResourceAsStream("/native/" + name);
    if (in == null) {
      throw new IOException("this program was packed without native/" + name);
    }
    return in;
  }
}
