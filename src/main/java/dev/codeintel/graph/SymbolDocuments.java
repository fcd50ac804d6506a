package dev.codeintel.graph;

import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes documents of symbols: adds to what the graph tells the beginnings of their texts. */
public final class SymbolDocuments {
  /** Of a longer text the rest says little more: measured on the retrieval sets. */
  public static final int LONGEST_BODY = 2_000;

  private static final NumberedLines NO_LINES = new NumberedLines("");

  private SymbolDocuments() {}

  /** Returns the documents of those symbols that are in the sources; each file is read once. */
  public static List<SymbolDocument> of(SymbolGraph graph, List<Symbol> symbols) {
    Set<String> paths = new LinkedHashSet<>();
    symbols.forEach(symbol -> paths.add(symbol.path()));
    paths.remove("");
    Map<String, NumberedLines> texts = new HashMap<>();
    graph.texts(paths).forEach((path, text) -> texts.put(path, new NumberedLines(text)));
    List<SymbolDocument> documents = new ArrayList<>(symbols.size());
    for (Symbol symbol : symbols) {
      if (symbol.kind().isInSource()) {
        documents.add(document(symbol, texts.getOrDefault(symbol.path(), NO_LINES)));
      }
    }
    return documents;
  }

  private static SymbolDocument document(Symbol symbol, NumberedLines lines) {
    boolean isFile = symbol.kind() == SymbolKind.FILE;
    return new SymbolDocument(
        symbol.key(),
        symbol.path(),
        symbol.language(),
        symbol.kind(),
        symbol.isTest(),
        symbol.visibility(),
        isFile ? symbol.path() : symbol.name(),
        symbol.signature(),
        symbol.doc(),
        isFile ? "" : lines.beginning(symbol.startLine(), symbol.endLine(), LONGEST_BODY));
  }
}
