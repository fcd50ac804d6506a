package dev.codeintel.source;

/** Tells bytes that are not text. Stateless. */
final class BinaryCheck {

  private static final byte[][] SIGNATURES = {
    bytes(0x7F, 'E', 'L', 'F'),
    bytes('P', 'K', 3, 4),
    bytes(0xCA, 0xFE, 0xBA, 0xBE),
    bytes(0xFE, 0xED, 0xFA, 0xCE),
    bytes(0xFE, 0xED, 0xFA, 0xCF),
    bytes(0xCF, 0xFA, 0xED, 0xFE),
    bytes(0x89, 'P', 'N', 'G'),
    bytes('G', 'I', 'F', '8'),
    bytes(0xFF, 0xD8, 0xFF),
    bytes('%', 'P', 'D', 'F', '-'),
    bytes(0x1F, 0x8B),
    bytes(0, 'a', 's', 'm'),
    bytes(0xFD, '7', 'z', 'X', 'Z', 0),
    bytes('7', 'z', 0xBC, 0xAF),
    bytes('S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0)
  };

  /** One NUL byte that strayed into text is let pass, and one more for each so many bytes. */
  private static final int BYTES_PER_NUL = 8192;

  /** Share of control characters, in percent, above which bytes are not text. */
  private static final int MAX_CONTROL_PERCENT = 3;

  private BinaryCheck() {}

  /** Tells whether the bytes begin as a well-known binary format does. */
  static boolean hasSignature(byte[] content) {
    for (byte[] signature : SIGNATURES) {
      if (startsWith(content, signature)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether bytes in an encoding that keeps ASCII as it is hold too much that is no text. */
  static boolean isBinary(byte[] content) {
    int nuls = 0;
    int controls = 0;
    for (byte b : content) {
      if (b >= ' ' && b != 0x7F) {
        continue;
      }
      if (b == 0) {
        nuls++;
      } else if (isControl(b)) {
        controls++;
      }
    }
    return nuls > 1 + content.length / BYTES_PER_NUL
        || (controls > 4 && controls * 100L > (long) content.length * MAX_CONTROL_PERCENT);
  }

  static boolean isControl(int c) {
    boolean isLayout = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1B;
    return (c >= 0 && c < ' ' && !isLayout) || c == 0x7F;
  }

  static boolean startsWith(byte[] content, byte[] prefix) {
    if (content.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (content[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] bytes(int... values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }
}
