package dev.codeintel.tools;

import dev.codeintel.model.Symbol;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;

/**
 * A symbol with signature and the first sentence of its documentation.
 *
 * @param symbol what was found
 * @param code to show below it
 */
record SymbolHit(Symbol symbol, Code code) implements Hit {
  private static final int MAX_SIGNATURE = 240;
  private static final int MAX_DOC = 160;

  SymbolHit(Symbol symbol) {
    this(symbol, Code.NONE);
  }

  @Override
  public Fields fields() {
    return fieldsOf(symbol);
  }

  @Override
  public String line() {
    return lineOf(symbol);
  }

  /** Returns the fields of a symbol that hits of several kinds share. */
  static Fields fieldsOf(Symbol symbol) {
    return Fields.of(symbol)
        .putUnlessEmpty(Field.SIGNATURE, signature(symbol))
        .putUnlessEmpty(Field.DOC, firstSentence(symbol.doc()));
  }

  /** Returns the line of a symbol that hits of several kinds share. */
  static String lineOf(Symbol symbol) {
    StringBuilder line = new StringBuilder(SymbolFinder.place(symbol));
    if (symbol.kind().isInSource()) {
      line.append('-').append(symbol.endLine() + 1);
    }
    line.append(' ').append(symbol.kind().label()).append(' ').append(shortId(symbol));
    append(line, "  ", signature(symbol));
    append(line, "  // ", firstSentence(symbol.doc()));
    return line.toString();
  }

  /** Appends words with what stands before them, unless they are empty. */
  static void append(StringBuilder line, String before, String words) {
    if (!words.isEmpty()) {
      line.append(before).append(words);
    }
  }

  private static String signature(Symbol symbol) {
    return SafeText.cut(symbol.signature(), MAX_SIGNATURE);
  }

  /** Returns the id without the path that stands before it on the same line. */
  static String shortId(Symbol symbol) {
    String prefix = symbol.path() + "#";
    return symbol.key().startsWith(prefix)
        ? symbol.key().substring(prefix.length() - 1)
        : symbol.key();
  }

  private static String firstSentence(String doc) {
    String text = doc.strip();
    int end = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        end = i;
        break;
      }
      if (c == '.' && i + 1 < text.length() && Character.isWhitespace(text.charAt(i + 1))) {
        end = i + 1;
        break;
      }
    }
    return SafeText.cut(text.substring(0, end).replaceAll("\\s+", " ").strip(), MAX_DOC);
  }
}
