package dev.codeintel.source;

import static dev.codeintel.source.BinaryCheck.bytes;
import static dev.codeintel.source.BinaryCheck.startsWith;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how bytes encode text and turns them into UTF-8. Stateless.
 *
 * <p>In this order: a byte order mark; the zero bytes of UTF-16 without one; a {@code coding:}
 * declaration in the first two lines; valid UTF-8; UTF-8 with a few broken bytes, which become
 * U+FFFD; windows-1252, the superset of Latin-1 that old Western sources are in.
 */
final class TextDecoder {

  /**
   * Text in UTF-8 without a byte order mark, and the encoding it was in.
   *
   * @param utf8 lines end in LF or CRLF, never in CR alone
   * @param encoding lower-case name
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Decoded(byte[] utf8, String encoding) {}

  private static final byte[] UTF_8_MARK = bytes(0xEF, 0xBB, 0xBF);
  private static final byte[] UTF_16_LE_MARK = bytes(0xFF, 0xFE);
  private static final byte[] UTF_16_BE_MARK = bytes(0xFE, 0xFF);
  private static final byte[] UTF_32_LE_MARK = bytes(0xFF, 0xFE, 0, 0);
  private static final byte[] UTF_32_BE_MARK = bytes(0, 0, 0xFE, 0xFF);

  private static final Pattern DECLARATION =
      Pattern.compile("^[ \\t\\f]*#.{0,100}?coding[:=][ \\t]*([-\\w.]{1,40})");

  private static final int SAMPLE = 8192;

  private TextDecoder() {}

  /** Decodes a file; empty if its content is not text. */
  static Optional<Decoded> decode(byte[] content) {
    if (startsWith(content, UTF_32_LE_MARK)) {
      return wide(content, 4, Charset.forName("UTF-32LE"));
    }
    if (startsWith(content, UTF_32_BE_MARK)) {
      return wide(content, 4, Charset.forName("UTF-32BE"));
    }
    if (startsWith(content, UTF_16_LE_MARK)) {
      return wide(content, 2, UTF_16LE);
    }
    if (startsWith(content, UTF_16_BE_MARK)) {
      return wide(content, 2, UTF_16BE);
    }
    Charset bare = bareUtf16(content);
    if (!bare.equals(UTF_8)) {
      return wide(content, 0, bare);
    }
    if (BinaryCheck.hasSignature(content) || BinaryCheck.isBinary(content)) {
      return Optional.empty();
    }
    if (startsWith(content, UTF_8_MARK)) {
      byte[] text = Arrays.copyOfRange(content, UTF_8_MARK.length, content.length);
      byte[] valid = Utf8Check.of(text).isValid() ? text : new String(text, UTF_8).getBytes(UTF_8);
      return Optional.of(new Decoded(withLineFeeds(valid), "utf-8"));
    }
    Optional<Decoded> declared = declared(content);
    if (declared.isPresent()) {
      return declared;
    }
    Utf8Check check = Utf8Check.of(content);
    if (check.isValid()) {
      return Optional.of(new Decoded(withLineFeeds(content), "utf-8"));
    }
    Charset charset = check.isMostlyUtf8() ? UTF_8 : western();
    byte[] text = new String(content, charset).getBytes(UTF_8);
    return Optional.of(new Decoded(withLineFeeds(text), name(charset)));
  }

  private static Optional<Decoded> wide(byte[] content, int from, Charset charset) {
    String text =
        charset.equals(UTF_16LE) || charset.equals(UTF_16BE)
            ? utf16(content, from, charset.equals(UTF_16LE))
            : new String(content, from, content.length - from, charset);
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c == '\uFFFD' || BinaryCheck.isControl(c)) {
        odd++;
      }
    }
    if (odd > 1 + text.length() / 20) {
      return Optional.empty();
    }
    return Optional.of(new Decoded(withLineFeeds(text.getBytes(UTF_8)), name(charset)));
  }

  /** Java's own decoder drops the character after a lone surrogate, which may be a line's end. */
  private static String utf16(byte[] content, int from, boolean isLittle) {
    char[] chars = new char[(content.length - from) / 2];
    for (int i = 0; i < chars.length; i++) {
      int first = content[from + 2 * i] & 0xFF;
      int second = content[from + 2 * i + 1] & 0xFF;
      chars[i] = (char) (isLittle ? (second << 8) | first : (first << 8) | second);
    }
    for (int i = 0; i < chars.length; i++) {
      if (!Character.isSurrogate(chars[i])) {
        continue;
      }
      boolean isPair =
          i + 1 < chars.length
              && Character.isHighSurrogate(chars[i])
              && Character.isLowSurrogate(chars[i + 1]);
      if (isPair) {
        i++;
      } else {
        chars[i] = '\uFFFD';
      }
    }
    return new String(chars);
  }

  /**
   * Returns UTF-16LE or BE if every other byte of the start is mostly zero and the ones between
   * hardly ever: what ASCII looks like in UTF-16. Otherwise UTF-8, meaning "none".
   */
  private static Charset bareUtf16(byte[] content) {
    int length = Math.min(content.length, SAMPLE) & ~1;
    if (length < 8 || content.length % 2 != 0) {
      return UTF_8;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < length; i++) {
      if (content[i] == 0) {
        zeros[i & 1]++;
      }
    }
    int units = length / 2;
    int few = units / 50;
    int most = units * 7 / 10;
    if (zeros[1] >= most && zeros[0] <= few) {
      return UTF_16LE;
    }
    return zeros[0] >= most && zeros[1] <= few ? UTF_16BE : UTF_8;
  }

  /** Decodes as declared; empty if nothing is declared or the declaration cannot be true. */
  private static Optional<Decoded> declared(byte[] content) {
    String start = new String(content, 0, Math.min(content.length, 400), ISO_8859_1);
    if (start.indexOf('#') < 0) {
      return Optional.empty();
    }
    String[] lines = start.split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher matcher = DECLARATION.matcher(lines[i]);
      if (!matcher.find()) {
        continue;
      }
      try {
        Charset charset = Charset.forName(matcher.group(1));
        if (charset.equals(UTF_8)) {
          return Optional.empty();
        }
        String text =
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content))
                .toString();
        return Optional.of(new Decoded(withLineFeeds(text.getBytes(UTF_8)), name(charset)));
      } catch (IllegalCharsetNameException
          | UnsupportedCharsetException
          | CharacterCodingException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Charset western() {
    return Charset.isSupported("windows-1252") ? Charset.forName("windows-1252") : ISO_8859_1;
  }

  /**
   * Turns CR into LF in text that has no LF at all. The parser counts lines by LF: without this all
   * of an old Macintosh file would stand on line 1.
   */
  private static byte[] withLineFeeds(byte[] utf8) {
    boolean hasReturn = false;
    for (byte b : utf8) {
      if (b == '\n') {
        return utf8;
      }
      hasReturn |= b == '\r';
    }
    if (!hasReturn) {
      return utf8;
    }
    byte[] result = utf8.clone();
    for (int i = 0; i < result.length; i++) {
      if (result[i] == '\r') {
        result[i] = '\n';
      }
    }
    return result;
  }

  private static String name(Charset charset) {
    return charset.name().toLowerCase(Locale.ROOT);
  }
}
