package dev.codeintel.search.lucene;

import dev.codeintel.graph.SymbolGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Which symbols of an index have no vector of their text yet, the most useful first. */
final class SentencePlan {
  private static final int IDS_AT_ONCE = 10_000;

  /** Tells of a text that is said to have a vector whether it has lost it. */
  interface Losses {
    boolean contains(String path, BytesRef value);
  }

  /** A symbol to embed. */
  record Entry(String key, String path, double usefulness) {}

  private final List<Entry> entries;
  private final int total;
  private final Map<String, Integer> openOf = new HashMap<>();
  private int next;

  private SentencePlan(List<Entry> entries, int total) {
    this.entries = entries;
    this.total = total;
    entries.forEach(entry -> openOf.merge(entry.path(), 1, Integer::sum));
  }

  static SentencePlan of(IndexReader reader, String field, Losses losses, SymbolGraph graph)
      throws IOException {
    List<Entry> open = new ArrayList<>();
    int total = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues useful = DocValues.getNumeric(leaf.reader(), Fields.USEFUL);
      SortedDocValues paths = DocValues.getSorted(leaf.reader(), Fields.PATH);
      BinaryDocValues vectors = DocValues.getBinary(leaf.reader(), field);
      StoredFields stored = leaf.reader().storedFields();
      Bits live = leaf.reader().getLiveDocs();
      for (int i = useful.nextDoc(); i != NumericDocValues.NO_MORE_DOCS; i = useful.nextDoc()) {
        if (live == null || live.get(i)) {
          total++;
          if (!paths.advanceExact(i)) {
            continue;
          }
          String path = paths.lookupOrd(paths.ordValue()).utf8ToString();
          if (!vectors.advanceExact(i) || losses.contains(path, vectors.binaryValue())) {
            String key = stored.document(i, Set.of(Fields.KEY)).get(Fields.KEY);
            open.add(new Entry(key, path, useful.longValue()));
          }
        }
      }
    }
    return new SentencePlan(sorted(open, graph), total);
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
