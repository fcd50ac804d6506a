package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** All symbols of one snapshot in compact columns. Immutable. Rows are in the order of the ids. */
final class SymbolTable implements SymbolIndex {
  private static final SymbolKind[] KINDS = SymbolKind.values();
  private static final Visibility[] VISIBILITIES = Visibility.values();

  private final Columns columns;
  private final HashIndex byKey;
  private final Groups byName;
  private final HashIndex namesByLowerCase;
  private final Groups byPath;

  /** Those without a parent first. */
  private final Groups byParent;

  private final Comparator<Integer> byKeyText;
  private final Comparator<Integer> byPlace;
  private final Comparator<Integer> byPathAndLine;

  private SymbolTable(Columns columns, int idBound) {
    this.columns = columns;
    int rows = columns.ids.length;
    byKey = new HashIndex(hashes(rows, columns.keys::get));
    byName = new Groups(columns.name, columns.names.size());
    namesByLowerCase =
        new HashIndex(
            hashes(columns.names.size(), name -> SymbolName.lowerCase(columns.names.name(name))));
    byPath = new Groups(columns.path, columns.paths.size());
    int[] parents = new int[rows];
    Arrays.setAll(parents, row -> columns.parent[row] + 1);
    byParent = new Groups(parents, idBound + 1);
    byKeyText =
        ((Comparator<Integer>) columns.keys::compare).thenComparing(Comparator.naturalOrder());
    byPlace =
        comparing(row -> columns.startLine[row])
            .thenComparing(comparing(row -> columns.endLine[row]).reversed())
            .thenComparingInt(row -> row);
    byPathAndLine =
        Comparator.comparing(
                (Integer row) ->
                    columns.paths.name(columns.path[row]).getBytes(StandardCharsets.UTF_8),
                Arrays::compareUnsigned)
            .thenComparingInt(row -> columns.startLine[row])
            .thenComparingInt(row -> row);
  }

  private static Comparator<Integer> comparing(ToIntFunction<Integer> value) {
    return Comparator.comparingInt(value);
  }

  private static int[] hashes(int size, IntFunction<String> text) {
    return IntStream.range(0, size).map(i -> text.apply(i).hashCode()).toArray();
  }

  @Override
  public List<Symbol> byIds(Collection<Integer> ids) {
    int[] wanted = ids.stream().mapToInt(id -> id).sorted().distinct().toArray();
    List<Symbol> found = new ArrayList<>(wanted.length);
    for (int id : wanted) {
      int row = Arrays.binarySearch(columns.ids, id);
      if (row >= 0) {
        found.add(columns.symbol(row));
      }
    }
    return found;
  }

  @Override
  public List<Symbol> byKeys(Collection<String> keys) {
    List<Integer> rows = new ArrayList<>();
    for (String key : keys) {
      byKey.each(
          key.hashCode(),
          row -> {
            if (columns.keys.get(row).equals(key)) {
              rows.add(row);
            }
          });
    }
    return rows.stream().sorted().map(columns::symbol).toList();
  }

  @Override
  public List<Symbol> named(SymbolName name, boolean ignoreCase, SymbolFilter filter, int limit) {
    SymbolName wanted = ignoreCase ? name.lowerCase() : name;
    List<Integer> rows = new ArrayList<>();
    for (int number : numbers(wanted, ignoreCase)) {
      String simple = columns.names.name(number);
      byName.each(
          number,
          row -> {
            if (wanted.means(simple, columns.qualifiedNames.get(row), ignoreCase)) {
              rows.add(row);
            }
          });
    }
    PathGlob glob = new PathGlob(columns.paths, filter.pathGlob());
    rows.removeIf(row -> !accepts(filter, glob, row));
    return closest(rows, limit);
  }

  /**
   * Returns the first by closeness. What is mostly compared is one number; only those of equal
   * closeness and length are compared by their keys.
   */
  private List<Symbol> closest(List<Integer> rows, int limit) {
    long[] order = rows.stream().mapToLong(this::closenessAndRow).sorted().toArray();
    int wanted = Math.min(limit, order.length);
    List<Symbol> found = new ArrayList<>(wanted);
    List<Integer> equal = new ArrayList<>();
    for (int i = 0; i < order.length && found.size() < wanted; i++) {
      equal.add((int) order[i]);
      boolean isLast = i + 1 == order.length || order[i] >>> 32 != order[i + 1] >>> 32;
      if (isLast) {
        found.addAll(symbols(equal, byKeyText, wanted - found.size()));
        equal.clear();
      }
    }
    return found;
  }

  /** The lower half is the row, the upper is less for what is closer. */
  private long closenessAndRow(int row) {
    SymbolKind kind = columns.kind(row);
    int distance =
        (kind.isInSource() ? 0 : 4)
            + (columns.tests.get(row) ? 2 : 0)
            + (kind.isFileOrNamespace() ? 1 : 0);
    // The length of a name that is longer counts as this.
    int length = Math.min(columns.qualifiedNames.codePoints(row), (1 << 28) - 1);
    return ((long) distance << 28 | length) << 32 | row;
  }

  /** Returns the numbers of the simple names that fit. */
  private List<Integer> numbers(SymbolName wanted, boolean ignoreCase) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : wanted.names()) {
      if (ignoreCase) {
        namesByLowerCase.each(
            name.hashCode(),
            number -> {
              if (SymbolName.lowerCase(columns.names.name(number)).equals(name)) {
                numbers.add(number);
              }
            });
      } else if (columns.names.find(name) >= 0) {
        numbers.add(columns.names.find(name));
      }
    }
    return numbers.stream().distinct().toList();
  }

  /** What {@link SymbolRows#FILTER} asks the database for. */
  private boolean accepts(SymbolFilter filter, PathGlob glob, int row) {
    SymbolKind kind = columns.kind(row);
    return (filter.kinds().isEmpty() ? kind.isInSource() : filter.kinds().contains(kind))
        && (filter.language().isEmpty() || columns.language(row).equals(filter.language()))
        && (filter.includeTests() || !columns.tests.get(row))
        && glob.matches(columns.path[row]);
  }

  @Override
  public List<Symbol> inFile(String path) {
    List<Integer> rows = new ArrayList<>();
    byPath.each(columns.paths.find(path), rows::add);
    return symbols(rows, byPlace, rows.size());
  }

  @Override
  public List<Symbol> members(int symbolId) {
    List<Integer> rows = new ArrayList<>();
    byParent.each(symbolId + 1, rows::add);
    return symbols(rows, byPathAndLine, rows.size());
  }

  private List<Symbol> symbols(List<Integer> rows, Comparator<Integer> order, int limit) {
    rows.sort(order);
    List<Symbol> symbols = new ArrayList<>(Math.min(limit, rows.size()));
    for (int row : rows.subList(0, Math.min(limit, rows.size()))) {
      symbols.add(columns.symbol(row));
    }
    return symbols;
  }

  /** The symbols as they are added. */
  static final class Columns {
    private final int[] ids;
    private final int[] name;
    private final byte[] kinds;
    private final int[] language;
    private final int[] path;
    private final int[] startLine;
    private final int[] endLine;
    private final int[] nameLine;
    private final byte[] visibilities;
    private final int[] parent;
    private final BitSet tests = new BitSet();
    private final TextColumn keys;
    private final TextColumn qualifiedNames;
    private final TextColumn signatures;
    private final TextColumn docs;

    /** Empty for none. */
    private final TextColumn hashes;

    private final Names names = new Names();
    private final Names languages = new Names();
    private final Names paths = new Names();
    private int size;

    Columns(SymbolTableReader.Size room) {
      int rows = room.symbols();
      ids = new int[rows];
      name = new int[rows];
      kinds = new byte[rows];
      language = new int[rows];
      path = new int[rows];
      startLine = new int[rows];
      endLine = new int[rows];
      nameLine = new int[rows];
      visibilities = new byte[rows];
      parent = new int[rows];
      keys = new TextColumn(rows, Math.toIntExact(room.keys()));
      qualifiedNames = new TextColumn(rows, Math.toIntExact(room.qualifiedNames()));
      signatures = new TextColumn(rows, Math.toIntExact(room.signatures()));
      docs = new TextColumn(rows, Math.toIntExact(room.docs()));
      hashes = new TextColumn(rows, Math.toIntExact(room.hashes()));
    }

    /** Adds a symbol; its id is greater than those before. */
    @SuppressWarnings("EnumOrdinal") // Only within this table.
    void add(Symbol symbol) {
      ids[size] = symbol.id();
      name[size] = names.number(symbol.name());
      kinds[size] = (byte) symbol.kind().ordinal();
      language[size] = languages.number(symbol.language());
      path[size] = paths.number(symbol.path());
      startLine[size] = symbol.startLine();
      endLine[size] = symbol.endLine();
      nameLine[size] = symbol.nameLine();
      visibilities[size] = (byte) symbol.visibility().ordinal();
      parent[size] = symbol.parentId();
      tests.set(size, symbol.isTest());
      keys.add(symbol.key());
      qualifiedNames.add(symbol.qualifiedName());
      signatures.add(symbol.signature());
      docs.add(symbol.doc());
      String hash = symbol.contentHash();
      hashes.add(hash == null ? "" : hash);
      size++;
    }

    SymbolTable build(int idBound) {
      return new SymbolTable(this, idBound);
    }

    private SymbolKind kind(int row) {
      return KINDS[kinds[row]];
    }

    private String language(int row) {
      return languages.name(language[row]);
    }

    private Symbol symbol(int row) {
      String hash = hashes.get(row);
      return new Symbol(
          ids[row],
          keys.get(row),
          names.name(name[row]),
          qualifiedNames.get(row),
          kind(row),
          language(row),
          paths.name(path[row]),
          startLine[row],
          endLine[row],
          nameLine[row],
          signatures.get(row),
          docs.get(row),
          VISIBILITIES[visibilities[row]],
          parent[row],
          tests.get(row),
          hash.isEmpty() ? null : hash);
    }
  }
}
