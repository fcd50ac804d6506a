package dev.codeintel.retrieval;

import dev.codeintel.graph.Globs;
import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.CodeSearch;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchHit;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.SearchResult;
import dev.codeintel.text.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses the symbols a task is about: what its text names, what its stack frames point at, what a
 * search for its words finds, and what these call or are called by. One object a task; not
 * thread-safe.
 */
public final class Exploration {
  private static final int MAX_IDENTIFIERS = 40;
  private static final int SEARCH_HITS = 30;

  /** A module's name that more files than these have says nothing. */
  private static final int MAX_FILES_OF_MODULE = 4;

  /** The neighbours of this many symbols are looked at. */
  private static final int EXPANDED = 8;

  /** A symbol with more neighbours than these says little about each. */
  private static final int MAX_NEIGHBOURS = 40;

  /** Both measured: {@code src/docs/search.md}. */
  private static final double NEIGHBOUR_SHARE = 0.3;

  private static final double MODULE_FACTOR = 4;

  private final SymbolGraph graph;
  private final CodeSearch search;
  private final SymbolFinder finder;
  private final SymbolFilter filter;
  private final LinkQuery links;
  private final Runnable checkpoint;
  private final Map<Integer, Chosen> chosen = new HashMap<>();

  /**
   * Prepares one.
   *
   * @param filter where symbols may be
   * @param calls which calls count as an edge between neighbours
   * @param checkpoint called between steps; may throw to end it
   */
  public Exploration(
      SymbolGraph graph,
      CodeSearch search,
      SymbolFinder finder,
      SymbolFilter filter,
      LinkQuery calls,
      Runnable checkpoint) {
    this.graph = graph;
    this.search = search;
    this.finder = finder;
    this.filter = filter;
    this.links = calls;
    this.checkpoint = checkpoint;
  }

  /**
   * A symbol with what speaks for it.
   *
   * @param score higher is better; comparable within one outcome only
   * @param why the strongest reasons, a few words each
   */
  public record Ranked(Symbol symbol, double score, List<String> why) {
    public Ranked {
      why = List.copyOf(why);
    }
  }

  /**
   * The symbols a task is about.
   *
   * @param symbols best first
   * @param gaps what the search could not take into account
   */
  public record Outcome(List<Ranked> symbols, Set<SearchGap> gaps) {
    public Outcome {
      symbols = List.copyOf(symbols);
      gaps = Collections.unmodifiableSet(new TreeSet<>(gaps));
    }
  }

  /** A symbol while its score is added up. */
  private static final class Chosen {
    private static final int MAX_REASONS = 3;

    private final Symbol symbol;
    private final List<String> why = new ArrayList<>();
    private double score;

    Chosen(Symbol symbol) {
      this.symbol = symbol;
    }

    double score() {
      return score;
    }

    void add(double weight, String reason) {
      score += weight;
      if (why.size() < MAX_REASONS) {
        note(reason);
      }
    }

    /** What counts more than all others is told even if there are enough of these. */
    void multiply(double factor, String reason) {
      score *= factor;
      if (why.size() == MAX_REASONS) {
        why.remove(MAX_REASONS - 1);
      }
      note(reason);
    }

    private void note(String reason) {
      String line = SafeText.cut(reason, 80);
      if (!why.contains(line)) {
        why.add(line);
      }
    }
  }

  /**
   * Chooses symbols for a task.
   *
   * @param task an issue's text, a stack trace or words
   * @param limit the most symbols to return
   */
  public Outcome explore(String task, int limit) {
    Mentions mentions = Mentions.in(task);
    addFrames(mentions);
    addNames(mentions);
    Set<SearchGap> gaps = addSearch(task);
    dropUnwanted();
    raiseModules(mentions);
    addNeighbours();
    dropUnwanted();
    return new Outcome(
        best(limit).stream().map(one -> new Ranked(one.symbol, one.score, one.why)).toList(), gaps);
  }

  private void addFrames(Mentions mentions) {
    int rank = 0;
    for (Mentions.Frame frame : mentions.frames()) {
      checkpoint.run();
      String path = fileOf(frame.file());
      if (path.isEmpty()) {
        continue;
      }
      Optional<Symbol> innermost =
          SymbolFinder.innermost(graph.symbolsInFile(path), frame.line() - 1);
      if (innermost.isPresent()) {
        String place = frame.file() + ":" + frame.line();
        choose(innermost.get(), 12.0 / (1 + rank * 0.3), "frame " + place);
        rank++;
      }
    }
    for (String file : mentions.paths()) {
      String path = fileOf(file);
      if (!path.isEmpty()) {
        for (Symbol symbol : graph.symbolsInFile(path)) {
          if (symbol.kind().isType() || symbol.kind() == SymbolKind.FUNCTION) {
            choose(symbol, 3, "file " + file);
          }
        }
      }
    }
  }

  /** Returns the indexed file a mentioned one means: the same, or the only one that ends so. */
  private String fileOf(String file) {
    String direct = finder.path(file).orElse("");
    if (!direct.isEmpty()) {
      return direct;
    }
    String suffix = file.replace('\\', '/').replaceAll("[*?\\[\\]{}!]", "?");
    while (suffix.startsWith("/")) {
      suffix = suffix.substring(1);
    }
    // A path from another machine: drop leading folders until something fits.
    for (int tries = 0; tries < 12 && !suffix.isEmpty(); tries++) {
      var files = graph.files("**/" + suffix, "", 3);
      if (files.isEmpty()) {
        files = graph.files(suffix, "", 3);
      }
      if (!files.isEmpty()) {
        return files.size() == 1 ? files.get(0).path() : "";
      }
      int slash = suffix.indexOf('/');
      if (slash < 0) {
        return "";
      }
      suffix = suffix.substring(slash + 1);
    }
    return "";
  }

  private void addNames(Mentions mentions) {
    int asked = 0;
    for (Map.Entry<String, Double> mention : mentions.identifiers().entrySet()) {
      if (asked++ >= MAX_IDENTIFIERS) {
        break;
      }
      checkpoint.run();
      String name = mention.getKey();
      String simple = SymbolFinder.simpleName(name);
      List<Symbol> found =
          graph.symbolsByName(name, filter, 12).stream()
              .filter(s -> s.kind() != SymbolKind.FILE && s.name().equals(simple))
              .toList();
      for (Symbol symbol : found) {
        // A name that many symbols have says little about each.
        double weight = mention.getValue() * 6 / Math.sqrt(found.size());
        choose(symbol, symbol.kind().isValue() ? weight / 3 : weight, "named \"" + name + "\"");
      }
    }
  }

  /** Returns what the search could not take into account. */
  private Set<SearchGap> addSearch(String task) {
    String words = SafeText.cut(task, 1_500);
    int rank = 0;
    SearchQuery query = new SearchQuery(words, SearchQuery.Mode.AUTO, filter, SEARCH_HITS);
    SearchResult result = search.find(graph, query);
    for (SearchHit hit : result.hits()) {
      Symbol symbol = hit.symbol();
      if (symbol != null && symbol.kind() != SymbolKind.FILE) {
        choose(symbol, 4.0 / (1 + rank * 0.25), "matches in " + String.join(", ", hit.matched()));
      }
      rank++;
    }
    return result.gaps();
  }

  /** A frame, or an edge, may lead to where nobody wants to look; into tests it may. */
  private void dropUnwanted() {
    Predicate<String> isWanted = Globs.matcher(filter.pathGlob());
    chosen
        .values()
        .removeIf(
            one ->
                !isWanted.test(one.symbol.path())
                    || !(filter.language().isEmpty()
                        || filter.language().equals(one.symbol.language())));
  }

  /** A line that begins with a file's name and a colon is about that file. */
  private void raiseModules(Mentions mentions) {
    for (String module : mentions.modules()) {
      Set<String> paths = new HashSet<>();
      for (IndexedFile file : graph.files("**/" + module + ".*", "", MAX_FILES_OF_MODULE + 1)) {
        paths.add(file.path());
      }
      if (paths.size() > MAX_FILES_OF_MODULE) {
        continue;
      }
      for (Chosen one : chosen.values()) {
        if (paths.contains(one.symbol.path())) {
          one.multiply(MODULE_FACTOR, "file " + one.symbol.path());
        }
      }
    }
  }

  /** A symbol with the score it had before its neighbours were looked at. */
  private record Source(String name, double score) {}

  /** What the best ones call, and what calls them, is worth a part of what they are. */
  private void addNeighbours() {
    // What they get from one another must not be handed on.
    Map<Integer, Source> best = new HashMap<>();
    for (Chosen one : best(EXPANDED)) {
      best.put(one.symbol.id(), new Source(one.symbol.name(), one.score));
    }
    Map<Integer, Map<Integer, Symbol>> called = new HashMap<>();
    for (Link link : graph.linksFrom(best.keySet(), links)) {
      neighbours(called, link.relationship().from()).put(link.symbol().id(), link.symbol());
    }
    Map<Integer, Map<Integer, Symbol>> callers = new HashMap<>();
    for (Link link : graph.linksTo(best.keySet(), links)) {
      neighbours(callers, link.relationship().to()).put(link.symbol().id(), link.symbol());
    }
    addNeighbours(best, called, "called by ");
    addNeighbours(best, callers, "calls ");
  }

  private static Map<Integer, Symbol> neighbours(
      Map<Integer, Map<Integer, Symbol>> all, int symbol) {
    return all.computeIfAbsent(symbol, id -> new TreeMap<>());
  }

  private void addNeighbours(
      Map<Integer, Source> best, Map<Integer, Map<Integer, Symbol>> neighbours, String why) {
    neighbours.forEach(
        (id, near) -> {
          Source one = best.get(id);
          if (one == null || near.size() > MAX_NEIGHBOURS) {
            return;
          }
          double weight = NEIGHBOUR_SHARE * one.score() / Math.sqrt(near.size());
          for (Symbol symbol : near.values()) {
            if (symbol.kind().isInSource() && !symbol.kind().isFileOrNamespace()) {
              choose(symbol, weight, why + one.name());
            }
          }
        });
  }

  private List<Chosen> best(int limit) {
    List<Chosen> best = new ArrayList<>(chosen.values());
    best.sort(
        Comparator.comparingDouble(Chosen::score)
            .reversed()
            .thenComparing(one -> one.symbol.key()));
    return best.subList(0, Math.min(limit, best.size()));
  }

  private void choose(Symbol symbol, double weight, String why) {
    chosen.computeIfAbsent(symbol.id(), id -> new Chosen(symbol)).add(weight, why);
  }
}
