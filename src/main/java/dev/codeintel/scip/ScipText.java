package dev.codeintel.scip;

import dev.codeintel.scip.ScipDocument.Encoding;
import dev.codeintel.scip.ScipDocument.Occurrence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a file, to be cut at the places a document names. */
final class ScipText {
  private final List<String> lines;
  private final Encoding encoding;

  ScipText(String text, Encoding encoding) {
    this.lines = List.of(text.split("\r?\n|\r", -1));
    this.encoding = encoding;
  }

  /** Returns the text of a place within one line; null if the file has no such place. */
  @Nullable String at(Occurrence place) {
    if (place.line() < 0 || place.line() >= lines.size() || place.endLine() >= lines.size()) {
      return null;
    }
    if (place.endLine() != place.line()) {
      return place.endLine() > place.line() ? "" : null;
    }
    String line = lines.get(place.line());
    int start = position(line, place.column());
    int end = position(line, place.endColumn());
    return start < 0 || end < start ? null : line.substring(start, end);
  }

  private int position(String line, int column) {
    if (column < 0) {
      return -1;
    }
    return switch (encoding) {
      case UNSPECIFIED, UTF_16 -> column <= line.length() ? column : -1;
      case UTF_32 ->
          column <= line.codePointCount(0, line.length()) ? line.offsetByCodePoints(0, column) : -1;
      case UTF_8 -> {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        yield column <= bytes.length
            ? new String(bytes, 0, column, StandardCharsets.UTF_8).length()
            : -1;
      }
    };
  }

  /** Tells whether a text is one name of the kind programming languages have. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.codePoints().allMatch(c -> c == '$' || Character.isUnicodeIdentifierPart(c));
  }
}
