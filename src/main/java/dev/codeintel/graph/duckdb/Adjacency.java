package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All relationships of one snapshot in compact arrays. Immutable.
 *
 * <p>Relationships are numbered in the order of their sources: those that start at symbol {@code s}
 * are {@code firstFrom[s]} to {@code firstFrom[s + 1]}, exclusive. Those that end at {@code s} are
 * the numbers in {@code endingAt} from {@code firstTo[s]} to {@code firstTo[s + 1]}. Ids need not
 * be dense; an id that no symbol has costs sixteen bytes.
 */
final class Adjacency implements Edges {
  /** Of one relationship: six integers. */
  private static final long BYTES_A_RELATIONSHIP = 24;

  /** Of one id: two offsets and what is known of the symbol. */
  private static final long BYTES_AN_ID = 16;

  private static final RelationshipKind[] KINDS = RelationshipKind.values();
  private static final Evidence[] GRADES = Evidence.values();
  private static final int EVIDENCE_SHIFT = 4;
  private static final int DIRECT = 1 << 7;
  private static final int CANDIDATES_SHIFT = 8;

  private final int[] firstFrom;
  private final int[] firstTo;
  private final int[] endingAt;
  private final int[] from;
  private final int[] to;
  private final int[] line;
  private final int[] path;

  /** Kind in 4 bits, evidence in 3, whether it is direct in 1, candidates in 24. */
  private final int[] nature;

  private final AdjacencySymbols symbols;

  private Adjacency(AdjacencySymbols symbols, Builder unsorted) {
    this.symbols = symbols;
    this.firstFrom = offsets(unsorted.from, symbols.idBound());
    int[] order = numbersBy(unsorted.from, firstFrom);
    this.from = sorted(unsorted.from, order);
    this.to = sorted(unsorted.to, order);
    this.line = sorted(unsorted.line, order);
    this.path = sorted(unsorted.path, order);
    this.nature = sorted(unsorted.nature, order);
    this.firstTo = offsets(to, symbols.idBound());
    this.endingAt = numbersBy(to, firstTo);
  }

  private static int[] sorted(int[] values, int[] order) {
    int[] sorted = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = values[order[i]];
    }
    return sorted;
  }

  /** Returns about how much heap a graph takes. */
  static long bytes(long relationships, long idBound) {
    return relationships * BYTES_A_RELATIONSHIP + idBound * BYTES_AN_ID;
  }

  private static int[] offsets(int[] ends, int idBound) {
    int[] first = new int[idBound + 1];
    for (int end : ends) {
      first[end + 1]++;
    }
    for (int id = 0; id < idBound; id++) {
      first[id + 1] += first[id];
    }
    return first;
  }

  private static int[] numbersBy(int[] ends, int[] first) {
    int[] next = first.clone();
    int[] numbers = new int[ends.length];
    for (int edge = 0; edge < ends.length; edge++) {
      numbers[next[ends[edge]]++] = edge;
    }
    return numbers;
  }

  @Override
  public List<Relationship> of(Collection<Integer> symbolIds, boolean forward, LinkQuery query) {
    Filter filter = new Filter(query);
    List<Relationship> found = new ArrayList<>();
    int[] first = forward ? firstFrom : firstTo;
    for (int id : symbolIds) {
      if (id < 0 || id >= symbols.idBound()) {
        continue;
      }
      for (int i = first[id]; i < first[id + 1]; i++) {
        int edge = forward ? i : endingAt[i];
        if (filter.accepts(edge)) {
          found.add(relationship(edge));
        }
      }
    }
    return found;
  }

  private Relationship relationship(int edge) {
    return new Relationship(
        from[edge],
        to[edge],
        kind(edge),
        symbols.path(path[edge]),
        line[edge],
        evidence(edge),
        nature[edge] >>> CANDIDATES_SHIFT,
        (nature[edge] & DIRECT) != 0);
  }

  private RelationshipKind kind(int edge) {
    return KINDS[nature[edge] & ((1 << EVIDENCE_SHIFT) - 1)];
  }

  private Evidence evidence(int edge) {
    return GRADES[(nature[edge] >>> EVIDENCE_SHIFT) & 7];
  }

  /** What {@link EdgeQueries} asks the database for. */
  private final class Filter {
    private final LinkQuery query;
    private final AdjacencySymbols.Places places;

    Filter(LinkQuery query) {
      this.query = query;
      this.places = symbols.places(query);
    }

    boolean accepts(int edge) {
      boolean isKind =
          query.kinds().isEmpty()
              ? kind(edge) != RelationshipKind.CONTAINS
              : query.kinds().contains(kind(edge));
      return isKind
          && evidence(edge).isAtLeast(query.least())
          && places.accept(from[edge], path[edge]);
    }
  }

  /** Collects relationships in any order. */
  static final class Builder {
    private final int[] from;
    private final int[] to;
    private final int[] line;
    private final int[] path;
    private final int[] nature;
    private int size;

    Builder(int relationships) {
      from = new int[relationships];
      to = new int[relationships];
      line = new int[relationships];
      path = new int[relationships];
      nature = new int[relationships];
    }

    /**
     * Adds one.
     *
     * @param itsNature kind, evidence and so on, packed as in {@code Adjacency.nature}
     */
    void add(int source, int target, int atLine, int inPath, int itsNature) {
      from[size] = source;
      to[size] = target;
      line[size] = atLine;
      path[size] = inPath;
      nature[size] = itsNature;
      size++;
    }

    Adjacency build(AdjacencySymbols symbols) {
      return new Adjacency(symbols, this);
    }
  }
}
