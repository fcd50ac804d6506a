package dev.codeintel.scip;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SCIP index says of one file. Field numbers are those of {@code scip.proto}.
 *
 * @param path relative to the root the index was made for
 * @param encoding what its columns count
 * @param text the content that was indexed; empty if the index does not hold it
 */
record ScipDocument(
    String path,
    Encoding encoding,
    String text,
    List<Occurrence> occurrences,
    List<Implementation> implementations) {
  private static final int DEFINITION = 1;
  private static final int IMPORT = 2;
  private static final int WRITE = 4;

  /** What a column counts from the start of its line. */
  enum Encoding {
    /** Not said: taken for UTF-16, and what does not fit the text is ignored. */
    UNSPECIFIED,
    UTF_8,
    UTF_16,
    UTF_32
  }

  /**
   * A place that names a symbol. Lines and columns count from 0.
   *
   * @param line of the first character
   * @param column of the first character
   * @param endLine line of the end
   * @param endColumn column after the last character
   */
  record Occurrence(int line, int column, int endLine, int endColumn, String symbol, int roles) {
    boolean isDefinition() {
      return (roles & DEFINITION) != 0;
    }

    boolean isImport() {
      return (roles & IMPORT) != 0;
    }

    boolean isWrite() {
      return (roles & WRITE) != 0;
    }
  }

  /** A symbol that implements, extends or overrides another. */
  record Implementation(String symbol, String implemented) {}

  static ScipDocument parse(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    String path = "";
    String text = "";
    Encoding encoding = Encoding.UNSPECIFIED;
    List<Occurrence> occurrences = new ArrayList<>();
    List<Implementation> implementations = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> path = in.readStringRequireUtf8();
        case (2 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            occurrences.add(occurrence(CodedInputStream.newInstance(in.readByteArray())));
        case (3 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            information(CodedInputStream.newInstance(in.readByteArray()), implementations);
        case (5 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> text = in.readStringRequireUtf8();
        case (6 << 3) | WireFormat.WIRETYPE_VARINT -> {
          int number = in.readEnum();
          encoding =
              number >= 0 && number < Encoding.values().length
                  ? Encoding.values()[number]
                  : Encoding.UNSPECIFIED;
        }
        default -> in.skipField(tag);
      }
    }
    return new ScipDocument(
        path, encoding, text, List.copyOf(occurrences), List.copyOf(implementations));
  }

  private static Occurrence occurrence(CodedInputStream in) throws IOException {
    int[] range = new int[4];
    int length = 0;
    String symbol = "";
    int roles = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
          int limit = in.pushLimit(in.readRawVarint32());
          while (in.getBytesUntilLimit() > 0) {
            length = append(range, length, in.readInt32());
          }
          in.popLimit(limit);
        }
        case (1 << 3) | WireFormat.WIRETYPE_VARINT ->
            length = append(range, length, in.readInt32());
        case (2 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> symbol = in.readStringRequireUtf8();
        case (3 << 3) | WireFormat.WIRETYPE_VARINT -> roles = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    if (length != 3 && length != 4) {
      throw new IOException("an occurrence has a range of " + length + " numbers");
    }
    return length == 3
        ? new Occurrence(range[0], range[1], range[0], range[2], symbol, roles)
        : new Occurrence(range[0], range[1], range[2], range[3], symbol, roles);
  }

  private static int append(int[] range, int length, int number) throws IOException {
    if (length == range.length) {
      throw new IOException("an occurrence has a range of more than 4 numbers");
    }
    range[length] = number;
    return length + 1;
  }

  private static void information(CodedInputStream in, List<Implementation> implementations)
      throws IOException {
    String symbol = "";
    List<String> implemented = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> symbol = in.readStringRequireUtf8();
        case (4 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            relationship(CodedInputStream.newInstance(in.readByteArray()), implemented);
        default -> in.skipField(tag);
      }
    }
    for (String other : implemented) {
      implementations.add(new Implementation(symbol, other));
    }
  }

  private static void relationship(CodedInputStream in, List<String> implemented)
      throws IOException {
    String symbol = "";
    boolean isImplementation = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED -> symbol = in.readStringRequireUtf8();
        case (3 << 3) | WireFormat.WIRETYPE_VARINT -> isImplementation = in.readBool();
        default -> in.skipField(tag);
      }
    }
    if (isImplementation) {
      implemented.add(symbol);
    }
  }
}
