package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.Globs;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.NamedRelationship;
import dev.codeintel.graph.RankedSymbol;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.TextLine;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import dev.codeintel.monitoring.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the graph of one snapshot file. Each method is one or a few queries. */
final class DuckDbSymbolGraph implements SymbolGraph, AutoCloseable {
  private static final int MOST_OVERLOADS = 1_000;
  private static final double SIMILAR = 0.75;

  /** About how long reading all symbols, or all relationships, of a large repository takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Path file;
  private final Queries queries;
  private final SymbolQueries symbolQueries;
  private final FileQueries files;
  private final Cached<SymbolIndex> symbols;
  private final Cached<Edges> edges;
  private volatile @Nullable Snapshot snapshot;

  DuckDbSymbolGraph(AttachedDatabase database, Meters meters, HeapBudget budget) {
    this.file = database.file();
    this.queries = new Queries(database, meters);
    this.symbolQueries = new SymbolQueries(queries);
    this.files = new FileQueries(queries);
    this.symbols =
        new Cached<>(
            symbolQueries, this::symbolTable, PATIENCE, budget, DuckDbSymbolGraph::inBackground);
    this.edges =
        new Cached<>(
            new EdgeQueries(queries),
            this::adjacency,
            PATIENCE,
            budget,
            DuckDbSymbolGraph::inBackground);
  }

  /** A request does not wait for what serves the ones after it. */
  private static void inBackground(Runnable reading) {
    Thread thread = new Thread(reading, "snapshot-reader");
    thread.setDaemon(true);
    thread.start();
  }

  private Cached.Copy<SymbolTable> symbolTable() {
    SymbolTableReader reader = new SymbolTableReader(queries);
    SymbolTableReader.Size size = reader.size();
    return new Cached.Copy<>(size.bytes(), check -> reader.read(size, check));
  }

  private Cached.Copy<Adjacency> adjacency() {
    AdjacencyReader reader = new AdjacencyReader(queries);
    AdjacencyReader.Size size = reader.size();
    return new Cached.Copy<>(size.bytes(), check -> reader.read(size, check));
  }

  @Override
  public void close() {
    symbols.close();
    edges.close();
  }

  // ---------------------------------------------------------------- the snapshot as a whole

  private static final String SELECT_SNAPSHOT =
      """
      SELECT
        id, repository, root, revision, ref, created_at_millis, schema_version, extractor_version,
        limitation
      FROM snapshot
      """;

  private static final String SELECT_FIGURES =
      """
      SELECT section, name, figure
      FROM snapshot_figures
      """;

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Snapshot snapshot() {
    Snapshot known = snapshot;
    if (known == null) {
      known = readSnapshot();
      snapshot = known;
    }
    return known;
  }

  private Snapshot readSnapshot() {
    Map<String, Map<String, Long>> figures = new HashMap<>();
    queries.list(
        "snapshot",
        SELECT_FIGURES,
        b -> {},
        row ->
            figures
                .computeIfAbsent(row.getString(1), section -> new HashMap<>())
                .put(row.getString(2), row.getLong(3)));
    return queries
        .list(
            "snapshot",
            SELECT_SNAPSHOT,
            b -> {},
            row ->
                new Snapshot(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Instant.ofEpochMilli(row.getLong(6)),
                    row.getInt(7),
                    row.getString(8),
                    figures.getOrDefault("counts", Map.of()),
                    figures.getOrDefault("skipped", Map.of()),
                    figures.getOrDefault("timings", Map.of()),
                    row.getString(9)))
        .get(0);
  }

  // ---------------------------------------------------------------- symbols

  @Override
  public Map<Integer, Symbol> symbols(Collection<Integer> ids) {
    Map<Integer, Symbol> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      symbols.ask(index -> index.byIds(ids)).forEach(symbol -> found.put(symbol.id(), symbol));
    }
    return found;
  }

  @Override
  public Optional<Symbol> symbolByKey(String key) {
    return symbols.ask(index -> index.byKeys(List.of(key))).stream().findFirst();
  }

  @Override
  public Map<String, Symbol> symbolsByKeys(Collection<String> keys) {
    Map<String, Symbol> found = new HashMap<>();
    if (!keys.isEmpty()) {
      symbols
          .ask(index -> index.byKeys(keys))
          .forEach(symbol -> found.putIfAbsent(symbol.key(), symbol));
    }
    return found;
  }

  private static final String SELECT_USES_ELSEWHERE =
      """
      SELECT symbol_id, uses_elsewhere
      FROM symbol_usage
      WHERE symbol_id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
        AND uses_elsewhere > 0
      """;

  @Override
  public Map<Integer, Integer> usesElsewhere(Collection<Integer> ids) {
    Map<Integer, Integer> uses = new HashMap<>();
    if (!ids.isEmpty()) {
      queries.list(
          "uses_elsewhere",
          SELECT_USES_ELSEWHERE,
          b -> b.ids(ids),
          row -> uses.put(row.getInt(1), row.getInt(2)));
    }
    return uses;
  }

  @Override
  public List<Symbol> symbolsByName(String name, SymbolFilter filter, int limit) {
    SymbolName wanted = SymbolName.of(name);
    if (wanted.simple().isEmpty()) {
      return List.of();
    }
    int fetch = wanted.parameters() == null ? limit : Math.max(limit, MOST_OVERLOADS);
    List<Symbol> found = byName(wanted, false, filter, fetch);
    if (found.isEmpty()) {
      found = byName(wanted, true, filter, fetch);
    }
    List<Symbol> fitting =
        found.stream().filter(symbol -> wanted.hasParametersOf(symbol.key())).limit(limit).toList();
    // "f()" is how people write any function's name.
    boolean isBare = wanted.parameters() != null && wanted.parameters().isEmpty();
    return fitting.isEmpty() && isBare ? found.stream().limit(limit).toList() : fitting;
  }

  private List<Symbol> byName(
      SymbolName wanted, boolean ignoreCase, SymbolFilter filter, int limit) {
    return wanted.isPattern()
        ? symbolQueries.matching(wanted, ignoreCase, filter, limit)
        : symbols.ask(index -> index.named(wanted, ignoreCase, filter, limit));
  }

  private static final String SELECT_SIMILAR_NAMES =
      """
      SELECT name
      FROM (
        SELECT name, jaro_winkler_similarity(lower(name), ?) AS similarity
        FROM (
          SELECT DISTINCT name
          FROM symbols
          WHERE symbol_type NOT IN ('external', 'unresolved')
            AND length(name) BETWEEN ? AND ?
        )
      )
      WHERE similarity >= ?
      ORDER BY similarity DESC, name
      LIMIT ?
      """;

  @Override
  public List<String> similarNames(String name, int limit) {
    String simple = SymbolName.of(name).simple().toLowerCase(Locale.ROOT);
    int slack = Math.max(2, simple.length() / 2);
    return queries.list(
        "similar_names",
        SELECT_SIMILAR_NAMES,
        b -> {
          b.text(simple).number(simple.length() - slack).number(simple.length() + slack);
          b.decimal(SIMILAR).number(limit);
        },
        row -> row.getString(1));
  }

  @Override
  public List<Symbol> symbolsInFile(String path) {
    return path.isEmpty() ? List.of() : symbols.ask(index -> index.inFile(path));
  }

  @Override
  public List<Symbol> members(int symbolId) {
    return symbols.ask(index -> index.members(symbolId));
  }

  private static final String SELECT_SYMBOLS_AFTER =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          WHERE s.id > ?
            AND (? = '' OR s.language = ?)
            AND (? = '' OR s.symbol_type = ?)
          ORDER BY s.id
          LIMIT ?
          """;

  @Override
  public List<Symbol> symbolsAfter(int after, String language, String kindLabel, int limit) {
    return symbols(
        "symbol_stream",
        SELECT_SYMBOLS_AFTER,
        b -> b.number(after).optional(language).optional(kindLabel).number(limit));
  }

  // ---------------------------------------------------------------- relationships

  private static final Comparator<Link> BY_PLACE =
      Comparator.comparing((Link link) -> link.relationship().path())
          .thenComparingInt(link -> link.relationship().line())
          .thenComparing(link -> link.symbol().key())
          .thenComparing(link -> link.relationship().kind())
          .thenComparing(link -> link.relationship().evidence())
          .thenComparingInt(link -> link.relationship().from())
          .thenComparingInt(link -> link.relationship().to());

  @Override
  public List<Relationship> relationshipsTo(Collection<Integer> symbolIds, LinkQuery query) {
    return symbolIds.isEmpty() ? List.of() : edges(symbolIds, false, query);
  }

  @Override
  public List<Link> linksTo(Collection<Integer> symbolIds, LinkQuery query) {
    return links(symbolIds, false, query);
  }

  @Override
  public List<Link> linksFrom(Collection<Integer> symbolIds, LinkQuery query) {
    return links(symbolIds, true, query);
  }

  private List<Link> links(Collection<Integer> ids, boolean forward, LinkQuery query) {
    List<Relationship> found = ids.isEmpty() ? List.of() : edges(ids, forward, query);
    Set<Integer> ends = new HashSet<>();
    found.forEach(edge -> ends.add(forward ? edge.to() : edge.from()));
    Map<Integer, Symbol> symbolsById = symbols(ends);
    List<Link> links = new ArrayList<>(found.size());
    for (Relationship edge : found) {
      Symbol end = symbolsById.get(forward ? edge.to() : edge.from());
      if (end != null) {
        links.add(new Link(edge, end));
      }
    }
    links.sort(BY_PLACE);
    return links;
  }

  private List<Relationship> edges(Collection<Integer> ids, boolean forward, LinkQuery query) {
    return edges.ask(all -> all.of(ids, forward, query));
  }

  @Override
  public List<TracedSymbol> trace(
      Collection<Integer> symbolIds, boolean forward, LinkQuery query, int depth, int limit) {
    return tracer().trace(symbolIds, forward, query, depth, limit);
  }

  @Override
  public List<TracedSymbol> shortestPath(int from, int to, LinkQuery query, int depth) {
    return tracer().shortestPath(from, to, query, depth);
  }

  private Tracer tracer() {
    return new Tracer(this::edges, this::symbols);
  }

  @Override
  public List<NamedRelationship> relationshipsAfter(
      long after, int symbolId, String kindLabel, int limit) {
    return queries.list(
        "relationship_stream",
        LinkQueries.SELECT_AFTER,
        b ->
            b.number(after)
                .number(symbolId)
                .number(symbolId)
                .number(symbolId)
                .optional(kindLabel)
                .number(limit),
        row ->
            new NamedRelationship(
                row.getLong(SymbolRows.LINK_WIDTH + 1),
                SymbolRows.relationship(row, 0),
                row.getString(SymbolRows.LINK_WIDTH + 2),
                row.getString(SymbolRows.LINK_WIDTH + 3),
                row.getString(SymbolRows.LINK_WIDTH + 4),
                row.getString(SymbolRows.LINK_WIDTH + 5)));
  }

  // ---------------------------------------------------------------- files

  @Override
  public Optional<IndexedFile> file(String path) {
    return files.file(path);
  }

  @Override
  public List<IndexedFile> files(String pathGlob, String after, int limit) {
    return files.files(pathGlob, after, limit);
  }

  @Override
  public List<String> languages() {
    return files.languages();
  }

  @Override
  public List<IndexedFile> filesNotWhole(Set<SkipReason> reasons, String pathGlob, int limit) {
    return files.filesNotWhole(reasons, pathGlob, limit);
  }

  @Override
  public Map<String, FileStamp> fileStamps() {
    return files.fileStamps();
  }

  @Override
  public Optional<String> text(String path) {
    return files.text(path);
  }

  @Override
  public Map<String, String> texts(Collection<String> paths) {
    return files.texts(paths);
  }

  private static final String SELECT_KEYS =
      """
      SELECT key, id
      FROM symbols
      WHERE file_path <> ''
      """;

  @Override
  public void sourceKeys(ObjIntConsumer<String> sink) {
    queries.each(
        "source_keys", SELECT_KEYS, b -> {}, row -> sink.accept(row.getString(1), row.getInt(2)));
  }

  private static final String SELECT_COUNTS =
      """
      SELECT file_path, count(*)
      FROM symbols
      WHERE file_path <> ''
        AND symbol_type <> 'file'
        AND (? = '' OR regexp_full_match(file_path, ?))
      GROUP BY file_path
      ORDER BY file_path
      """;

  @Override
  public Map<String, Integer> symbolCounts(String pathGlob) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    queries.list(
        "symbol_counts",
        SELECT_COUNTS,
        b -> b.optional(Globs.toRegex(pathGlob)),
        row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  private static final String SELECT_MOST_USED =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbol_usage u
          JOIN symbols s ON s.id = u.symbol_id
          WHERE u.uses_elsewhere > 0
            AND s.symbol_type NOT IN ('external', 'unresolved')
            AND (? = '' OR list_contains(string_split(?, ','), s.symbol_type))
            AND (? = '' OR regexp_full_match(s.file_path, ?))
          ORDER BY u.uses_elsewhere DESC, u.uses DESC, s.key
          LIMIT ?
          """;

  @Override
  public List<Symbol> mostUsed(String pathGlob, Set<String> kindLabels, int limit) {
    return symbols(
        "most_used",
        SELECT_MOST_USED,
        b ->
            b.optional(String.join(",", kindLabels))
                .optional(Globs.toRegex(pathGlob))
                .number(limit));
  }

  // ---------------------------------------------------------------- search

  @Override
  public List<TextLine> linesMatching(
      String pattern, boolean isRegex, boolean ignoreCase, SymbolFilter filter, int limit) {
    LineQueries lines = new LineQueries(queries, pattern, isRegex, ignoreCase);
    try {
      return lines.matching(filter, limit);
    } catch (GraphException e) {
      if (isRegex && e.code() == ErrorCode.INTERNAL) {
        throw SearchQueries.badPattern(pattern, e);
      }
      throw e;
    }
  }

  @Override
  public List<RankedSymbol> symbolsByWords(List<String> words, SymbolFilter filter, int limit) {
    Set<String> distinct = new LinkedHashSet<>(words);
    if (distinct.isEmpty()) {
      return List.of();
    }
    return queries.list(
        "symbols_by_words",
        SearchQueries.SELECT_BY_WORDS,
        b ->
            b.text(String.join(" ", distinct))
                .text(String.join("", words))
                .filter(filter)
                .number(limit),
        row ->
            new RankedSymbol(
                SymbolRows.symbol(row, 0),
                List.of(row.getString(SymbolRows.WIDTH + 1).split(",")),
                row.getDouble(SymbolRows.WIDTH + 2)));
  }

  private List<Symbol> symbols(String type, String sql, Queries.Binder binder) {
    return queries.list(type, sql, binder, row -> SymbolRows.symbol(row, 0));
  }
}
