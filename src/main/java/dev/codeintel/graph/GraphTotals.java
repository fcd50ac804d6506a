package dev.codeintel.graph;

import java.util.Map;

/**
 * How much a graph holds.
 *
 * @param counts files, lines, bytes, symbols and relationships in all and by status or evidence
 * @param skipped number of files by reason
 */
public record GraphTotals(Map<String, Long> counts, Map<String, Long> skipped) {
  public GraphTotals {
    counts = Map.copyOf(counts);
    skipped = Map.copyOf(skipped);
  }
}
