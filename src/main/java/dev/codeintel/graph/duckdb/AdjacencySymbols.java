package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.Globs;
import dev.codeintel.graph.LinkQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
    return paths.names.get(number);
  }

  /** Returns which places a query wants. */
  Places places(LinkQuery query) {
    return new Places(query);
  }

  /** Strings numbered from 0. Equal ones tend to come one after the other. */
  private static final class Names {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private String last = "";
    private int lastNumber = -1;

    int number(String name) {
      if (lastNumber < 0 || !name.equals(last)) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known == null) {
          names.add(name);
        }
        last = name;
        lastNumber = known == null ? names.size() - 1 : known;
      }
      return lastNumber;
    }
  }

  /** The places one query wants. For one thread. */
  final class Places {
    private final LinkQuery query;
    private final int language;
    private final Pattern glob;

    /** Paths the glob has been tried on, and those it matches. */
    private final BitSet tried = new BitSet();

    private final BitSet matching = new BitSet();

    private Places(LinkQuery query) {
      this.query = query;
      this.language = languages.numbers.getOrDefault(query.language(), -1);
      this.glob = Pattern.compile(Globs.toRegex(query.pathGlob()), Pattern.DOTALL);
    }

    /** Tells whether places of symbol {@code from} in the file with this number are wanted. */
    boolean accept(int from, int path) {
      return (query.includeTests() || !tests.get(from))
          && (query.language().isEmpty() || languageOf[from] == language)
          && (glob.pattern().isEmpty() || matches(path));
    }

    private boolean matches(int path) {
      if (!tried.get(path)) {
        tried.set(path);
        matching.set(path, glob.matcher(path(path)).matches());
      }
      return matching.get(path);
    }
  }
}
