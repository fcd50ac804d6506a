package dev.codeintel.mcp;

import dev.codeintel.model.Symbol;

/** How symbols are shown in answers. */
final class SymbolHits {

  private SymbolHits() {}

  /** Returns a hit with signature and the first sentence of the documentation. */
  static Hit described(Symbol symbol) {
    String signature = SafeText.cut(symbol.signature(), 240);
    String doc = firstSentence(symbol.doc());
    return Hit.of(symbol)
        .putUnlessEmpty("signature", signature)
        .putUnlessEmpty("doc", doc)
        .say(Hit.place(symbol))
        .say(symbol.kind().isInSource() ? "-" + (symbol.endLine() + 1) : "")
        .say(" " + symbol.kind().label() + " ")
        .say(shortId(symbol))
        .sayUnlessEmpty("  ", signature)
        .sayUnlessEmpty("  // ", doc);
  }

  /** Returns the id without the path that stands before it on the same line. */
  static String shortId(Symbol symbol) {
    String prefix = symbol.path() + "#";
    return symbol.key().startsWith(prefix)
        ? symbol.key().substring(prefix.length() - 1)
        : symbol.key();
  }

  static String firstSentence(String doc) {
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
    return SafeText.cut(text.substring(0, end).replaceAll("\\s+", " ").strip(), 160);
  }
}
