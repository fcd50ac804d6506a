package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.VectorField.Entry;
import dev.codeintel.embedding.VectorField.Lacking;
import dev.codeintel.graph.SymbolGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which symbols of an index have no vector of their text yet, the most useful first. */
final class SentencePlan {
  private static final int IDS_AT_ONCE = 10_000;

  private final List<Entry> entries;
  private final int total;
  private final Map<String, Integer> openOf = new HashMap<>();
  private int next;

  private SentencePlan(List<Entry> entries, int total) {
    this.entries = entries;
    this.total = total;
    entries.forEach(entry -> openOf.merge(entry.path(), 1, Integer::sum));
  }

  static SentencePlan of(Lacking lacking, SymbolGraph graph) {
    return new SentencePlan(sorted(lacking.entries(), graph), lacking.total());
  }

  /** What many use is asked about more often. */
  private static List<Entry> sorted(List<Entry> open, SymbolGraph graph) {
    Map<String, Integer> ids = new HashMap<>();
    if (!open.isEmpty()) {
      graph.sourceKeys(ids::put);
    }
    Map<Integer, Integer> uses = new HashMap<>();
    for (int i = 0; i < open.size(); i += IDS_AT_ONCE) {
      List<Integer> some =
          open.subList(i, Math.min(open.size(), i + IDS_AT_ONCE)).stream()
              .map(entry -> ids.getOrDefault(entry.key(), -1))
              .toList();
      uses.putAll(graph.usesElsewhere(some));
    }
    return open.stream()
        .map(
            entry -> {
              int used = uses.getOrDefault(ids.getOrDefault(entry.key(), -1), 0);
              double usefulness = entry.usefulness() + Math.log1p(used);
              return new Entry(entry.key(), entry.path(), usefulness);
            })
        .sorted(Comparator.comparingDouble(Entry::usefulness).reversed())
        .toList();
  }

  /** Returns how many symbols there are to embed, those that are embedded included. */
  int total() {
    return total;
  }

  /** Returns how many have no vector yet. */
  int open() {
    return entries.size() - next;
  }

  /**
   * Returns the next symbols without taking them.
   *
   * @param skipped so many before them
   */
  List<Entry> next(int skipped, int atMost) {
    int first = next + skipped;
    return entries.subList(first, Math.min(entries.size(), first + atMost));
  }

  /**
   * Notes that those are done.
   *
   * @return the files of which nothing is open any more
   */
  List<String> done(List<Entry> taken) {
    next += taken.size();
    List<String> complete = new ArrayList<>();
    for (Entry entry : taken) {
      if (openOf.merge(entry.path(), -1, Integer::sum) == 0) {
        complete.add(entry.path());
      }
    }
    return complete;
  }
}
