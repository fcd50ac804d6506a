package dev.codeintel.source;

import dev.codeintel.model.SkipReason;

/** The outcome of reading one file. */
public sealed interface FileContent {

  /**
   * Decoded text.
   *
   * @param utf8 the text in UTF-8 without a byte order mark; callers must not change it
   * @param contentHash SHA-256 of the file's bytes on disk, hexadecimal
   * @param encoding name of the encoding it was stored in
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Text(byte[] utf8, String contentHash, String encoding) implements FileContent {

    /** Returns what no other text has: its bytes on disk and how they were read. */
    public String identity() {
      return contentHash + " " + encoding;
    }
  }

  /**
   * Nothing to index.
   *
   * @param reason why
   */
  record Skipped(SkipReason reason) implements FileContent {}
}
