package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import java.util.BitSet;

/** What a query over relationships asks of the symbols they start at, by id. */
final class AdjacencySymbols {
  private final int[] pathOf;
  private final int[] languageOf;
  private final BitSet tests = new BitSet();
  private final Names paths = new Names();
  private final Names languages = new Names();

  /**
   * Makes room.
   *
   * @param idBound one more than the largest id
   */
  AdjacencySymbols(int idBound) {
    pathOf = new int[idBound];
    languageOf = new int[idBound];
  }

  /** Adds a symbol; for building only. */
  void add(int id, String path, String language, boolean isTest) {
    pathOf[id] = paths.number(path);
    languageOf[id] = languages.number(language);
    tests.set(id, isTest);
  }

  /** Returns a path's number; for building only. */
  int number(String path) {
    return paths.number(path);
  }

  int idBound() {
    return pathOf.length;
  }

  /** Returns the number of the path of a symbol's file. */
  int pathOf(int id) {
    return pathOf[id];
  }

  String path(int number) {
    return paths.name(number);
  }

  /** Returns which places a query wants. */
  Places places(LinkQuery query) {
    return new Places(query);
  }

  /** The places one query wants. For one thread. */
  final class Places {
    private final LinkQuery query;
    private final int language;
    private final PathGlob glob;

    private Places(LinkQuery query) {
      this.query = query;
      this.language = languages.find(query.language());
      this.glob = new PathGlob(paths, query.pathGlob());
    }

    /** Tells whether places of symbol {@code from} in the file with this number are wanted. */
    boolean accept(int from, int path) {
      return (query.includeTests() || !tests.get(from))
          && (query.language().isEmpty() || languageOf[from] == language)
          && glob.matches(path);
    }
  }
}
