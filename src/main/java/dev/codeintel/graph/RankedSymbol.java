package dev.codeintel.graph;

import dev.codeintel.model.Symbol;
import java.util.List;

/**
 * A symbol found by words.
 *
 * @param symbol the symbol
 * @param matched where the words were found: "name", "doc", "path"
 * @param score higher is better; comparable within one answer only
 */
public record RankedSymbol(Symbol symbol, List<String> matched, double score) {
  public RankedSymbol {
    matched = List.copyOf(matched);
  }
}
