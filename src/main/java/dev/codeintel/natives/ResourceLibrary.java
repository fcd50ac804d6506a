package dev.codeintel.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * A native library that another library of this program has as a plain resource.
 *
 * @param resource its absolute name
 * @param name the file name under which whoever loads it looks for it
 * @param size in bytes
 * @param sha256 in hexadecimal digits
 */
public record ResourceLibrary(String resource, String name, long size, String sha256)
    implements PackedLibrary {

  /**
   * Reads a resource once to know what it should be when it is unpacked.
   *
   * @throws IOException if there is none
   */
  public static ResourceLibrary of(String resource) throws IOException {
    try (InputStream in = open(resource);
        DigestOutputStream out =
            new DigestOutputStream(OutputStream.nullOutputStream(), NativeFolder.digest())) {
      long size = in.transferTo(out);
      String digest = HexFormat.of().formatHex(out.getMessageDigest().digest());
      String name = resource.substring(resource.lastIndexOf('/') + 1);
      return new ResourceLibrary(resource, name, size, digest);
    }
  }

  @Override
  public void unpack(OutputStream to) throws IOException {
    try (InputStream in = open(resource)) {
      in.transferTo(to);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = ResourceLibrary.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("this program was packed without " + resource);
    }
    return in;
  }
}
