package dev.codeintel.search;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answer to one query.
 *
 * @param hits best first; lines found by text or regular expression in order of path and line
 * @param isTruncated whether the limit, or the time, cut it
 * @param gaps what ranking could not take into account, in the order of the enum
 */
public record SearchResult(List<SearchHit> hits, boolean isTruncated, Set<SearchGap> gaps) {
  public SearchResult {
    hits = List.copyOf(hits);
    gaps = Collections.unmodifiableSet(new TreeSet<>(gaps));
  }
}
