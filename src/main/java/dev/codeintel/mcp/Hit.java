package dev.codeintel.mcp;

import dev.codeintel.model.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One hit of an answer: the fields of its structured form and the line that says the same. Its
 * code, if it has any, is fetched only when the hit is on the page that is rendered.
 */
final class Hit {
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable Supplier<String> code;
  private int codeLine;
  private @Nullable String fetched;

  /** Starts a hit with the fields every symbol has. */
  static Hit of(Symbol symbol) {
    Hit hit = new Hit();
    hit.put("id", symbol.key()).put("name", symbol.name()).put("kind", symbol.kind().label());
    if (symbol.kind().isInSource()) {
      hit.put("path", symbol.path())
          .put("line", line(symbol))
          .put("end_line", symbol.endLine() + 1);
    }
    return hit;
  }

  /** Starts a hit for a place in a file. */
  static Hit at(String path, int zeroBasedLine) {
    return new Hit().put("path", path).put("line", zeroBasedLine + 1);
  }

  static Hit empty() {
    return new Hit();
  }

  /** Returns the one-based line to show for a symbol: that of its name. */
  static int line(Symbol symbol) {
    return (symbol.nameLine() >= 0 ? symbol.nameLine() : symbol.startLine()) + 1;
  }

  /** Returns where a symbol is, for text: {@code path:line}, or its key if it has no place. */
  static String place(Symbol symbol) {
    return symbol.kind().isInSource()
        ? symbol.path() + ":" + line(symbol)
        : symbol.kind().label() + " " + symbol.key();
  }

  Hit put(String field, Object value) {
    fields.put(field, value instanceof String string ? SafeText.line(string) : value);
    return this;
  }

  Hit putUnlessEmpty(String field, String value) {
    return value.isEmpty() ? this : put(field, value);
  }

  /** Adds to the line. */
  Hit say(String words) {
    text.append(SafeText.line(words));
    return this;
  }

  Hit sayUnlessEmpty(String before, String words) {
    return words.isEmpty() ? this : say(before).say(words);
  }

  /**
   * Sets the code shown below the line.
   *
   * @param firstLine zero-based line of its first line
   */
  Hit code(int firstLine, Supplier<String> supplier) {
    this.codeLine = firstLine;
    this.code = supplier;
    return this;
  }

  Map<String, Object> fields() {
    return fields;
  }

  String text() {
    return text.toString();
  }

  /** Returns the code, cleaned; "" if there is none. */
  String code() {
    if (fetched == null) {
      fetched = code == null ? "" : SafeText.block(code.get());
    }
    return fetched;
  }

  int codeLine() {
    return codeLine;
  }
}
