package dev.codeintel.search;

import java.util.List;
import java.util.Set;

/**
 * The answer to one query.
 *
 * @param hits best first; lines found by text or regular expression in order of path and line
 * @param isTruncated whether the limit, or the time, cut it
 * @param gaps what ranking could not take into account
 */
public record SearchResult(List<SearchHit> hits, boolean isTruncated, Set<SearchGap> gaps) {
  public SearchResult {
    hits = List.copyOf(hits);
    gaps = Set.copyOf(gaps);
  }
}
