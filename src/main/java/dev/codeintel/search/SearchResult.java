package dev.codeintel.search;

import java.util.List;

/**
 * The answer to one query.
 *
 * @param hits best first; lines found by text or regular expression in order of path and line
 * @param isTruncated whether the limit, or the time, cut it
 * @param isBehind whether ranking knows another snapshot: what is new since may be missing
 */
public record SearchResult(List<SearchHit> hits, boolean isTruncated, boolean isBehind) {
  public SearchResult {
    hits = List.copyOf(hits);
  }
}
