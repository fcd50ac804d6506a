package dev.codeintel.search;

import dev.codeintel.model.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ranked answer of a search.
 *
 * @param path file it is in
 * @param line zero-based line
 * @param symbol the symbol found, or the one around a line found; null outside every symbol
 * @param snippet the matching line or the signature
 * @param matched what matched: "name", "doc", "path", "text", "meaning", "regex"
 * @param score higher is better; comparable within one answer only
 */
public record SearchHit(
    String path,
    int line,
    @Nullable Symbol symbol,
    String snippet,
    List<String> matched,
    double score) {

  public SearchHit {
    matched = List.copyOf(matched);
  }
}
