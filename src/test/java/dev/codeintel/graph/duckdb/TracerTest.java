package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.SymbolKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random graphs against a plain breadth-first search; {@code -Dseed=N} repeats a run. */
class TracerTest {
  private static final LinkQuery ALL = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
  private static final int SYMBOLS = 60;

  @TempDir Path folder;

  @Test
  void reachesWhatABreadthFirstSearchReaches() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Relationship> edges = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      edges.add(TestGraph.calls(random.nextInt(SYMBOLS), random.nextInt(SYMBOLS), "a.java", i));
    }

    try (TestGraph snapshot =
        new TestGraph(
            folder,
            writer -> {
              for (int id = 0; id < SYMBOLS; id++) {
                writer.symbol(
                    TestGraph.symbol(
                        id, "a.java", "p.s" + id, SymbolKind.METHOD, "a.java#s" + id, id));
              }
              edges.forEach(writer::relationship);
            })) {
      SymbolGraph graph = snapshot.graph();
      for (int start = 0; start < 20; start++) {
        for (boolean forward : new boolean[] {true, false}) {
          Map<Integer, Integer> expected = search(edges, start, forward, 4);
          List<TracedSymbol> found = graph.trace(Set.of(start), forward, ALL, 4, SYMBOLS);
          assertThat(depths(found)).as("seed %d, start %d", seed, start).isEqualTo(expected);
          assertThat(found)
              .as("seed %d, start %d", seed, start)
              .isSortedAccordingTo(
                  (a, b) ->
                      a.depth() != b.depth()
                          ? a.depth() - b.depth()
                          : a.symbol().name().compareTo(b.symbol().name()));
        }
        Map<Integer, Integer> forward = search(edges, start, true, 4);
        int end = random.nextInt(SYMBOLS);
        if (end != start) {
          assertThat(graph.shortestPath(start, end, ALL, 4))
              .as("seed %d, %d to %d", seed, start, end)
              .hasSize(forward.getOrDefault(end, 0));
        }
      }
    }
  }

  private static Map<Integer, Integer> depths(List<TracedSymbol> found) {
    Map<Integer, Integer> depths = new HashMap<>();
    found.forEach(traced -> depths.put(traced.symbol().id(), traced.depth()));
    return depths;
  }

  private static Map<Integer, Integer> search(
      List<Relationship> edges, int start, boolean forward, int depth) {
    Map<Integer, Integer> depths = new HashMap<>();
    for (int level = 1; level <= depth; level++) {
      for (Relationship edge : edges) {
        int from = forward ? edge.from() : edge.to();
        int to = forward ? edge.to() : edge.from();
        int before = level == 1 && from == start ? 0 : depths.getOrDefault(from, -1);
        if (before == level - 1) {
          depths.putIfAbsent(to, level);
        }
      }
    }
    return depths;
  }
}
