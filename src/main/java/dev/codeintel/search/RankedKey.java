package dev.codeintel.search;

import java.util.List;

/**
 * A symbol that a search index found.
 *
 * @param key the symbol's stable id
 * @param matched which signals speak for it: "name", "doc", "text", "meaning"
 * @param score higher is better; comparable within one answer only
 */
public record RankedKey(String key, List<String> matched, double score) {
  public RankedKey {
    matched = List.copyOf(matched);
  }
}
