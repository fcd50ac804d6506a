package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Looks symbols up in the database: each look-up scans the table. */
final class SymbolQueries implements SymbolIndex {
  private static final String SELECT_BY_IDS =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          ORDER BY s.id
          """;

  /** Sorted here, not there: with LIMIT the engine reads the wide columns in a second pass. */
  private static final String SELECT_BY_KEYS =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE list_contains(?, s.key)
          """;

  private static final String DOTTED =
      "translate(replace(s.qualified_name, '::', '.'), '#\\$/', '....')";

  /**
   * The symbols are chosen by their narrow columns first: signatures and documentation of all that
   * have a frequent simple name cost ten times as much as finding them.
   */
  private static final String CHOOSE =
      """
      WITH chosen AS MATERIALIZED (
        SELECT s.id
        FROM symbols s
      """;

  private static final String BY_CLOSENESS =
      """
      ORDER BY
        s.symbol_type IN ('external', 'unresolved'), s.is_test, s.symbol_type IN ('file', 'namespace'),
        length(s.qualified_name), s.key, s.id
      """;

  private static final String CHOSEN =
      BY_CLOSENESS
          + """
          LIMIT ?
          )
          SELECT
          """
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.id IN (SELECT id FROM chosen)
          """
          + BY_CLOSENESS;

  private static final String SELECT_SPELLINGS =
      """
      SELECT DISTINCT name
      FROM symbols
      WHERE lower(name) = lower(?)
      """;

  /**
   * Only a comparison with one value is pushed down into the scan, which then reads the other
   * columns of the hits alone: with IN, or lower(name), it takes five times as long. Qualified
   * names are compared and symbols sorted here: for that the engine would read the hits twice.
   */
  private static final String SELECT_BY_NAME =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.name = ?
          """
          + SymbolRows.FILTER;

  private static final String SELECT_BY_SIMPLE_PATTERN =
      CHOOSE + "WHERE regexp_full_match(s.name, ?)\n" + SymbolRows.FILTER + CHOSEN;

  private static final String SELECT_BY_QUALIFIED_PATTERN =
      CHOOSE + ("WHERE regexp_full_match('.' || " + DOTTED + ", ?)\n") + SymbolRows.FILTER + CHOSEN;

  private static final String SELECT_IN_FILE =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.file_path = ?
          ORDER BY s.line_start, s.line_end DESC, s.id
          """;

  private static final String SELECT_MEMBERS =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.parent_id = ?
          ORDER BY s.file_path, s.line_start, s.id
          """;

  private static final Comparator<Symbol> CLOSEST_FIRST =
      Comparator.comparing((Symbol symbol) -> !symbol.kind().isInSource())
          .thenComparing(Symbol::isTest)
          .thenComparing(symbol -> symbol.kind().isFileOrNamespace())
          .thenComparingInt(
              symbol -> symbol.qualifiedName().codePointCount(0, symbol.qualifiedName().length()))
          .thenComparing(
              symbol -> symbol.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
          .thenComparingInt(Symbol::id);

  private static final int MOST_SPELLINGS_KEPT = 10_000;

  private final Queries queries;

  /**
   * The names that differ in case only, by one of them; there are none for what nothing is called.
   */
  private final Recent<List<String>> spellings =
      new Recent<>(MOST_SPELLINGS_KEPT, names -> 1 + names.size());

  SymbolQueries(Queries queries) {
    this.queries = queries;
  }

  @Override
  public List<Symbol> byIds(Collection<Integer> ids) {
    return ids.isEmpty() ? List.of() : list("symbols_by_id", SELECT_BY_IDS, b -> b.ids(ids));
  }

  @Override
  public List<Symbol> byKeys(Collection<String> keys) {
    return list("symbols_by_key", SELECT_BY_KEYS, b -> b.texts(keys)).stream()
        .sorted(Comparator.comparingInt(Symbol::id))
        .toList();
  }

  @Override
  public List<Symbol> named(SymbolName name, boolean ignoreCase, SymbolFilter filter, int limit) {
    SymbolName wanted = ignoreCase ? name.lowerCase() : name;
    List<Symbol> found = new ArrayList<>();
    for (String simple : name.names()) {
      for (String spelling : spellings(simple)) {
        if (ignoreCase || spelling.equals(simple)) {
          found.addAll(spelled(spelling, filter));
        }
      }
    }
    found.removeIf(symbol -> !wanted.means(symbol.name(), symbol.qualifiedName(), ignoreCase));
    found.sort(CLOSEST_FIRST);
    return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
  }

  private List<Symbol> spelled(String name, SymbolFilter filter) {
    return list("symbols_by_name", SELECT_BY_NAME, b -> b.text(name).filter(filter));
  }

  private List<String> spellings(String name) {
    List<String> known = spellings.get(name);
    if (known == null) {
      known =
          queries.list("spellings", SELECT_SPELLINGS, b -> b.text(name), row -> row.getString(1));
      spellings.put(name, known);
    }
    return known;
  }

  /** Like {@link #named} for a pattern. */
  List<Symbol> matching(SymbolName pattern, boolean ignoreCase, SymbolFilter filter, int limit) {
    return list(
        "symbols_by_pattern",
        pattern.isQualified() ? SELECT_BY_QUALIFIED_PATTERN : SELECT_BY_SIMPLE_PATTERN,
        b -> b.text((ignoreCase ? "(?i)" : "") + pattern.regex()).filter(filter).number(limit));
  }

  @Override
  public List<Symbol> inFile(String path) {
    return list("symbols_in_file", SELECT_IN_FILE, b -> b.text(path));
  }

  @Override
  public List<Symbol> members(int symbolId) {
    return list("members", SELECT_MEMBERS, b -> b.number(symbolId));
  }

  private List<Symbol> list(String type, String sql, Queries.Binder binder) {
    return queries.list(type, sql, binder, row -> SymbolRows.symbol(row, 0));
  }
}
