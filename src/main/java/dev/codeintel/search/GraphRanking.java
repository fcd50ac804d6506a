package dev.codeintel.search;

import dev.codeintel.graph.RankedSymbol;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.Words;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the graph knows about symbols that were found: who is named so, who is used, what is it. */
final class GraphRanking {
  /** Found first whatever else there is. */
  private static final double NAMED_SO = 20;

  private static final double USE = 0.03;
  private static final double TEST = 0.6;

  /** What a path in which all of a question's words are counts more. */
  private static final double PATH = 1;

  /** What shows how something is used is seldom what a question is about. */
  private static final double EXAMPLE = 0.6;

  private static final Pattern EXAMPLES =
      Pattern.compile("(?:^|.*/)(?:docs?|examples?|samples?|demos?|benchmarks?)/.*");

  /** What only says that something is defined elsewhere. */
  private static final double DECLARATION = 0.5;

  private final SymbolGraph graph;
  private final Set<String> words;
  private final Map<String, Double> sharesInPaths = new HashMap<>();

  GraphRanking(SymbolGraph graph, String text) {
    this.graph = graph;
    this.words = new HashSet<>(Words.of(text));
  }

  /** The snapshot has the last word on what is there, and of which kind. */
  List<RankedSymbol> rank(List<RankedKey> found, SymbolFilter filter, int limit) {
    Map<String, Symbol> symbols = graph.symbolsByKeys(found.stream().map(RankedKey::key).toList());
    Map<Integer, Integer> uses =
        graph.usesElsewhere(symbols.values().stream().map(Symbol::id).toList());
    Map<String, Integer> longest = longest(symbols.values());
    List<RankedSymbol> ranked = new ArrayList<>();
    for (RankedKey each : found) {
      Symbol symbol = symbols.get(each.key());
      if (symbol != null && passes(symbol, filter)) {
        double score = score(symbol, each.score(), uses.getOrDefault(symbol.id(), 0));
        if (lines(symbol) < longest.getOrDefault(symbol.name(), 0) && hasPrototypes(symbol)) {
          score *= DECLARATION;
        }
        ranked.add(new RankedSymbol(symbol, each.matched(), score));
      }
    }
    ranked.sort(
        Comparator.comparingDouble(RankedSymbol::score)
            .reversed()
            .thenComparing(each -> each.symbol().key()));
    return List.copyOf(ranked.subList(0, Math.min(limit, ranked.size())));
  }

  /** Returns how long the longest function of each name is, where functions have prototypes. */
  private static Map<String, Integer> longest(Collection<Symbol> symbols) {
    Map<String, Integer> longest = new HashMap<>();
    for (Symbol symbol : symbols) {
      if (hasPrototypes(symbol)) {
        longest.merge(symbol.name(), lines(symbol), Math::max);
      }
    }
    return longest;
  }

  private static boolean hasPrototypes(Symbol symbol) {
    return symbol.kind().isCallable()
        && (symbol.language().equals("c") || symbol.language().equals("cpp"));
  }

  private static int lines(Symbol symbol) {
    return symbol.endLine() - symbol.startLine();
  }

  private static boolean passes(Symbol symbol, SymbolFilter filter) {
    return (filter.kinds().isEmpty() || filter.kinds().contains(symbol.kind()))
        && (filter.includeTests() || !symbol.isTest());
  }

  private double score(Symbol symbol, double score, int uses) {
    double positive = Math.max(0, score);
    return (positive + (isNamedSo(symbol) ? NAMED_SO : 0))
        * kind(symbol.kind())
        * (1 + USE * Math.log1p(uses))
        * (1 + PATH * shareInPath(symbol.path()))
        * (symbol.isTest() ? TEST : 1)
        * (EXAMPLES.matcher(symbol.path()).matches() ? EXAMPLE : 1);
  }

  /** Returns which part of the question's words is in a path. */
  private double shareInPath(String path) {
    return sharesInPaths.computeIfAbsent(path, this::share);
  }

  private double share(String path) {
    Set<String> common = new HashSet<>(Words.of(path));
    common.retainAll(words);
    return words.isEmpty() ? 0 : (double) common.size() / words.size();
  }

  /** In whatever order the words are given: "date parse" means parseDate too. */
  private boolean isNamedSo(Symbol symbol) {
    return !words.isEmpty() && new HashSet<>(Words.of(symbol.name())).equals(words);
  }

  private static double kind(SymbolKind kind) {
    if (kind.isFileOrNamespace()) {
      return 0.6;
    }
    if (kind.isType()) {
      return 1.1;
    }
    return kind.isCallable() ? 1 : 0.8;
  }
}
