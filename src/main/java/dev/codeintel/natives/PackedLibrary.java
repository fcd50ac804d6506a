package dev.codeintel.natives;

import java.io.IOException;
import java.io.OutputStream;

/** A native library that is packed in this program. Immutable. */
public interface PackedLibrary {

  /** Returns the file name under which whoever loads it looks for it. */
  String name();

  /** Returns its size in bytes, unpacked. */
  long size();

  /** Returns the SHA-256 of the unpacked library, in hexadecimal digits. */
  String sha256();

  /**
   * Writes the unpacked library. The stream stays open.
   *
   * @throws IOException if it cannot be read or written, or is damaged
   */
  void unpack(OutputStream to) throws IOException;
}
