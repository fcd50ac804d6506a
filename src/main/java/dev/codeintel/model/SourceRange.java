package dev.codeintel.model;

/**
 * A stretch of a file: half-open and zero-based, in bytes of the file's UTF-8 form and as line and
 * column together. Columns count bytes, as tree-sitter does.
 *
 * @param startByte offset of the first byte
 * @param endByte offset after the last byte; at least {@code startByte}
 * @param startLine line of the first byte
 * @param startColumn bytes between the start of that line and the first byte
 * @param endLine line of the byte after the last
 * @param endColumn bytes between the start of that line and the byte after the last
 */
public record SourceRange(
    int startByte, int endByte, int startLine, int startColumn, int endLine, int endColumn) {

  public SourceRange {
    if (startByte < 0 || endByte < startByte || endLine < startLine) {
      throw new IllegalArgumentException("range ends before it starts");
    }
  }

  /** Tells whether {@code other} lies within this range; a range contains itself. */
  public boolean contains(SourceRange other) {
    return startByte <= other.startByte && other.endByte <= endByte;
  }
}
