package dev.codeintel.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names of files as text. On Unix a name is bytes; Java decodes it by the locale, loses what does
 * not fit and may then give two files one name. Opening is not affected, for a {@link Path} keeps
 * the bytes.
 */
final class PathNames {
  private static final String NATIVE_ENCODING =
      System.getProperty("sun.jnu.encoding", "UTF-8").toUpperCase(Locale.ROOT);
  private static final boolean IS_UNICODE =
      NATIVE_ENCODING.startsWith("UTF") || NATIVE_ENCODING.equals("CP65001");

  private PathNames() {}

  /**
   * Returns the last name of a path, decoded as UTF-8 whatever the locale; a byte that is not UTF-8
   * becomes {@code \xHH}.
   */
  static String name(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    return isSound(name) ? name : nameFromBytes(path, name);
  }

  private static boolean isSound(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\uFFFD' || (c >= 0x80 && !IS_UNICODE)) {
        return false;
      }
    }
    return true;
  }

  /** The percent-encoded form is the one place where Java shows the bytes. */
  private static String nameFromBytes(Path path, String fallback) {
    if (path.getFileSystem().getSeparator().equals("\\")) {
      return fallback;
    }
    String encoded = path.toUri().getRawPath();
    if (encoded.endsWith("/")) {
      encoded = encoded.substring(0, encoded.length() - 1);
    }
    return decode(encoded.substring(encoded.lastIndexOf('/') + 1));
  }

  static String decode(String percentEncoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < percentEncoded.length(); i++) {
      char c = percentEncoded.charAt(i);
      if (c == '%' && i + 2 < percentEncoded.length()) {
        bytes.write(Integer.parseInt(percentEncoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    byte[] raw = bytes.toByteArray();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      StringBuilder escaped = new StringBuilder();
      for (byte b : raw) {
        if (b >= 0) {
          escaped.append((char) b);
        } else {
          escaped.append(String.format(Locale.ROOT, "\\x%02X", b));
        }
      }
      return escaped.toString();
    }
  }
}
