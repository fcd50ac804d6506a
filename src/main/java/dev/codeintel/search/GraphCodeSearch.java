package dev.codeintel.search;

import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.RankedSymbol;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.TextLine;
import dev.codeintel.graph.Words;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchIndexes.Ranked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Searches by the search index, if there is one, and by what the graph keeps. */
@Singleton
public final class GraphCodeSearch implements CodeSearch {
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.#:]*");
  private static final double EXACT_NAME = 200;

  /** Of so many the graph's signals choose the best. */
  private static final int LEAST_RANKED = 100;

  private static final Logger LOG = Logger.getLogger(GraphCodeSearch.class);

  private final SearchIndexes indexes;

  @Inject
  GraphCodeSearch(SearchIndexes indexes) {
    this.indexes = indexes;
  }

  @Override
  public SearchResult find(SymbolGraph graph, SearchQuery query) {
    boolean areWords = isRanked(query);
    if (areWords ? query.text().isBlank() : query.text().isEmpty()) {
      return new SearchResult(List.of(), false, Set.of());
    }
    // One more than wanted tells whether there is more.
    int limit = query.limit() + 1;
    return switch (query.mode()) {
      case AUTO, SEMANTIC -> ranked(graph, query, limit);
      case TEXT -> result(lines(graph, query, limit, "text", 1), query, false, Set.of());
      case REGEX -> result(lines(graph, query, limit, "regex", 1), query, false, Set.of());
    };
  }

  private static boolean isRanked(SearchQuery query) {
    return query.mode() == SearchQuery.Mode.AUTO || query.mode() == SearchQuery.Mode.SEMANTIC;
  }

  private static SearchResult result(
      List<SearchHit> hits, SearchQuery query, boolean isTruncated, Set<SearchGap> gaps) {
    return hits.size() <= query.limit()
        ? new SearchResult(hits, isTruncated, gaps)
        : new SearchResult(hits.subList(0, query.limit()), true, gaps);
  }

  private SearchResult ranked(SymbolGraph graph, SearchQuery query, int limit) {
    List<SearchHit> hits = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    String text = query.text().strip();
    boolean areWords = query.mode() == SearchQuery.Mode.AUTO;
    if (areWords && IDENTIFIER.matcher(text).matches()) {
      for (Symbol symbol : graph.symbolsByName(text, query.filter(), limit)) {
        seen.add(symbol.id());
        hits.add(hit(symbol, List.of("name"), EXACT_NAME - hits.size() * 0.001));
      }
    }
    Optional<Ranked> ranked = byIndex(graph, query, limit);
    Set<SearchGap> gaps = ranked.map(Ranked::gaps).orElse(Set.of(SearchGap.NO_INDEX));
    List<RankedSymbol> symbols = new ArrayList<>();
    ranked.ifPresent(
        found ->
            symbols.addAll(
                new GraphRanking(graph, areWords ? text : "")
                    .rank(found.keys(), query.filter(), limit)));
    if (ranked.isEmpty() || (areWords && gaps.contains(SearchGap.INDEX_BEHIND))) {
      symbols.addAll(graph.symbolsByWords(Words.of(text), query.filter(), limit));
    }
    for (RankedSymbol each : symbols) {
      if (hits.size() < limit && seen.add(each.symbol().id())) {
        hits.add(hit(each.symbol(), each.matched(), each.score()));
      }
    }
    boolean isInLine = text.lines().count() == 1 && query.filter().kinds().isEmpty();
    if (areWords && hits.size() < limit && isInLine) {
      double worst = hits.isEmpty() ? 1 : hits.get(hits.size() - 1).score();
      SearchQuery words = new SearchQuery(text, query.mode(), query.filter(), query.limit());
      hits.addAll(lines(graph, words, limit - hits.size(), "text", Math.min(worst, 1) / 2));
    }
    return result(hits, query, ranked.map(Ranked::isTruncated).orElse(false), gaps);
  }

  /** Until there is an index, and if it cannot be read, the graph's own words have to do. */
  private Optional<Ranked> byIndex(SymbolGraph graph, SearchQuery query, int limit) {
    try {
      return indexes.find(graph, query, Math.max(LEAST_RANKED, limit * 2));
    } catch (SearchException e) {
      LOG.warn(e.getMessage());
      return Optional.empty();
    }
  }

  private static SearchHit hit(Symbol symbol, List<String> matched, double score) {
    String snippet = symbol.signature().isEmpty() ? symbol.name() : symbol.signature();
    int line = Math.max(0, symbol.nameLine());
    return new SearchHit(symbol.path(), line, symbol, snippet, matched, score);
  }

  private static List<SearchHit> lines(
      SymbolGraph graph, SearchQuery query, int limit, String matched, double score) {
    boolean isRegex = query.mode() == SearchQuery.Mode.REGEX;
    boolean ignoreCase = !isRegex && query.text().chars().noneMatch(Character::isUpperCase);
    List<TextLine> lines;
    try {
      lines = graph.linesMatching(query.text(), isRegex, ignoreCase, query.filter(), limit);
    } catch (GraphException e) {
      if (e.code() == ErrorCode.CALLER) {
        throw new SearchException(e.code(), String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
    List<SearchHit> hits = new ArrayList<>();
    Map<String, List<Symbol>> symbols = new HashMap<>();
    for (TextLine line : lines) {
      Symbol around =
          enclosing(symbols.computeIfAbsent(line.path(), graph::symbolsInFile), line.line());
      hits.add(
          new SearchHit(line.path(), line.line(), around, line.text(), List.of(matched), score));
    }
    return hits;
  }

  /** Symbols of a file come outer before inner, so the last that covers a line is the innermost. */
  static @Nullable Symbol enclosing(List<Symbol> symbols, int line) {
    Symbol found = null;
    for (Symbol symbol : symbols) {
      boolean covers = symbol.startLine() <= line && line <= symbol.endLine();
      if (covers && symbol.kind() != SymbolKind.FILE) {
        found = symbol;
      }
    }
    return found;
  }
}
