package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.CallScope;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows relationships level by level: each level is one look-up for all symbols of the level
 * before, so every symbol is reached once, on a shortest way, and cycles end by themselves. For one
 * trace.
 */
final class Tracer {
  /** The best founded relationship into a symbol represents it; then the first in the source. */
  private static final Comparator<Relationship> BEST_FIRST =
      Comparator.comparing(Relationship::evidence)
          .thenComparing(Relationship::path)
          .thenComparingInt(Relationship::line)
          .thenComparingInt(Relationship::from)
          .thenComparingInt(Relationship::to)
          .thenComparing(Relationship::kind);

  private static final Comparator<TracedSymbol> BY_NAME =
      Comparator.comparing((TracedSymbol traced) -> traced.symbol().name())
          .thenComparing(traced -> traced.symbol().key());

  /** Finds symbols by id. */
  @FunctionalInterface
  interface Symbols {
    Map<Integer, Symbol> of(Collection<Integer> ids);
  }

  private final Edges edges;
  private final Symbols symbols;

  Tracer(Edges edges, Symbols symbols) {
    this.edges = edges;
    this.symbols = symbols;
  }

  List<TracedSymbol> trace(
      Collection<Integer> starts, boolean forward, LinkQuery query, int depth, int limit) {
    List<TracedSymbol> found = new ArrayList<>();
    // A start that is reached again is a recursion worth listing, but not worth following again.
    Set<Integer> seen = new HashSet<>();
    Set<Integer> frontier = Set.copyOf(starts);
    for (int level = 1; level <= depth && !frontier.isEmpty() && found.size() < limit; level++) {
      CallScope.current().check();
      Map<Integer, Relationship> next = step(frontier, forward, query, seen);
      found.addAll(level(next, level));
      frontier = new HashSet<>(next.keySet());
      frontier.removeAll(starts);
    }
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private List<TracedSymbol> level(Map<Integer, Relationship> reached, int depth) {
    List<TracedSymbol> level = new ArrayList<>(reached.size());
    Map<Integer, Symbol> known = symbols.of(reached.keySet());
    reached.forEach(
        (id, via) -> {
          Symbol symbol = known.get(id);
          if (symbol != null) {
            level.add(new TracedSymbol(symbol, depth, via));
          }
        });
    level.sort(BY_NAME);
    return level;
  }

  List<TracedSymbol> shortestPath(int from, int to, LinkQuery query, int depth) {
    Map<Integer, Relationship> reachedBy = new HashMap<>();
    Set<Integer> seen = new HashSet<>(Set.of(from));
    Collection<Integer> frontier = Set.of(from);
    for (int level = 1; level <= depth && !frontier.isEmpty(); level++) {
      Map<Integer, Relationship> next = step(frontier, true, query, seen);
      reachedBy.putAll(next);
      if (next.containsKey(to)) {
        return path(from, to, reachedBy);
      }
      frontier = next.keySet();
    }
    return List.of();
  }

  private List<TracedSymbol> path(int from, int to, Map<Integer, Relationship> reachedBy) {
    List<Relationship> steps = new ArrayList<>();
    for (int at = to; at != from; ) {
      Relationship via = reachedBy.get(at);
      if (via == null) {
        return List.of();
      }
      steps.add(via);
      at = via.from();
    }
    Collections.reverse(steps);
    Map<Integer, Symbol> known = symbols.of(steps.stream().map(Relationship::to).toList());
    List<TracedSymbol> path = new ArrayList<>();
    for (Relationship via : steps) {
      Symbol symbol = known.get(via.to());
      if (symbol != null) {
        path.add(new TracedSymbol(symbol, path.size() + 1, via));
      }
    }
    return path;
  }

  /** Returns the symbols reached for the first time with the best relationship there. */
  private Map<Integer, Relationship> step(
      Collection<Integer> frontier, boolean forward, LinkQuery query, Set<Integer> seen) {
    Map<Integer, Relationship> next = new HashMap<>();
    for (Relationship edge : edges.of(frontier, forward, query)) {
      int end = forward ? edge.to() : edge.from();
      if (!seen.contains(end)) {
        next.merge(end, edge, (a, b) -> BEST_FIRST.compare(a, b) <= 0 ? a : b);
      }
    }
    seen.addAll(next.keySet());
    return next;
  }
}
