package dev.codeintel.search;

import dev.codeintel.graph.SymbolGraph;
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

  private SymbolDocuments() {}

  /** Returns the documents of those symbols that are in the sources; each file is read once. */
  public static List<SearchDocument> of(SymbolGraph graph, List<Symbol> symbols) {
    Set<String> paths = new LinkedHashSet<>();
    symbols.forEach(symbol -> paths.add(symbol.path()));
    paths.remove("");
    Map<String, LineStarts> texts = new HashMap<>();
    graph.texts(paths).forEach((path, text) -> texts.put(path, new LineStarts(text)));
    List<SearchDocument> documents = new ArrayList<>(symbols.size());
    for (Symbol symbol : symbols) {
      if (symbol.kind().isInSource()) {
        documents.add(document(symbol, texts.getOrDefault(symbol.path(), LineStarts.NONE)));
      }
    }
    return documents;
  }

  private static SearchDocument document(Symbol symbol, LineStarts lines) {
    boolean isFile = symbol.kind() == SymbolKind.FILE;
    return new SearchDocument(
        symbol.key(),
        symbol.path(),
        symbol.language(),
        symbol.kind(),
        symbol.isTest(),
        symbol.visibility(),
        isFile ? symbol.path() : symbol.name(),
        symbol.signature(),
        symbol.doc(),
        isFile ? "" : lines.from(symbol.startLine(), symbol.endLine()));
  }

  /** Where the lines of a text begin. */
  private static final class LineStarts {
    static final LineStarts NONE = new LineStarts("");

    private final String text;
    private final int[] starts;

    LineStarts(String text) {
      this.text = text;
      this.starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
      int line = 1;
      for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        starts[line++] = at + 1;
      }
    }

    String from(int first, int last) {
      if (first < 0 || first >= starts.length) {
        return "";
      }
      int start = starts[first];
      int end = last + 1 < starts.length ? starts[last + 1] : text.length();
      return text.substring(start, Math.max(start, Math.min(end, start + LONGEST_BODY)));
    }
  }
}
