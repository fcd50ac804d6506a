package dev.codeintel.mcp;

import dev.codeintel.graph.Globs;
import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchGap;
import dev.codeintel.search.SearchHit;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Gathers what a task is about: what its text names, what its stack frames point at and what a
 * search for its words finds; with code, and the edges that join it.
 */
final class ExploreTool implements CodeTool {
  private static final int MAX_SYMBOLS = 24;
  private static final int MAX_IDENTIFIERS = 40;
  private static final int SEARCH_HITS = 30;

  /** So many files may have the name of a module; more say nothing. */
  private static final int MOST_OF_MODULE = 4;

  /** Of so many the neighbours are looked at. */
  private static final int EXPANDED = 8;

  /** What many use, or uses many, says little about each. */
  private static final int MOST_NEIGHBOURS = 40;

  /** Both measured: {@code src/docs/search.md}. */
  private static final double NEIGHBOUR = 0.3;

  private static final double IN_MODULE = 4;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "explore",
        "Explore a task",
        "Start here with a task, an issue's text or a stack trace: the symbols it is about with"
            + " their code, why each was chosen, and the edges that join them, within max_tokens."
            + " Prefer one explore over many searches."
            + " Example: {\"task\":\"orders are placed twice on retry\"}",
        List.of(Parameter.required("task", ArgumentType.TEXT, "")));
  }

  /** A symbol with what speaks for it. */
  private static final class Chosen {
    private static final int MOST_REASONS = 3;

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
      if (why.size() < MOST_REASONS) {
        because(reason);
      }
    }

    /** What counts more than all others is told even if there are enough of these. */
    void multiply(double factor, String reason) {
      score *= factor;
      if (why.size() == MOST_REASONS) {
        why.remove(MOST_REASONS - 1);
      }
      because(reason);
    }

    private void because(String reason) {
      String line = SafeText.cut(reason, 80);
      if (!why.contains(line)) {
        why.add(line);
      }
    }
  }

  @Override
  public Answer answer(ToolCall call) {
    String task = call.arguments().freeText("task").strip();
    if (task.isEmpty()) {
      throw ToolException.caller("task must not be empty: give an issue's text or a stack trace.");
    }
    Map<Integer, Chosen> chosen = new HashMap<>();
    Mentions mentions = Mentions.in(task);
    addFrames(call, mentions, chosen);
    addNames(call, mentions, chosen);
    Set<SearchGap> gaps = addSearch(call, task, chosen);
    dropOthers(call, chosen);
    raiseModules(call, mentions, chosen);
    addNeighbours(call, chosen);
    dropOthers(call, chosen);
    List<Chosen> best = best(chosen, MAX_SYMBOLS);
    Answer answer = new Answer();
    Map<Integer, Symbol> symbols = new LinkedHashMap<>();
    best.forEach(one -> symbols.put(one.symbol.id(), one.symbol));
    List<Hit> edges = edges(call, symbols);
    for (int i = 0; i < best.size(); i++) {
      answer.add(hit(call, best.get(i), i));
      if (i == 5) {
        edges.forEach(answer::add);
      }
    }
    if (best.size() <= 5) {
      edges.forEach(answer::add);
    }
    Set<String> files = new TreeSet<>();
    symbols.values().forEach(symbol -> files.add(symbol.path()));
    files.remove("");
    if (!files.isEmpty()) {
      answer.note("files: " + String.join(", ", files));
    }
    gaps.forEach(gap -> SearchGaps.add(answer, gap));
    call.addCoverage(answer);
    return answer.ifNothing(
        "Nothing in the index matches; outline shows what there is, search_code looks for text.");
  }

  private static void addFrames(ToolCall call, Mentions mentions, Map<Integer, Chosen> chosen) {
    int rank = 0;
    for (Mentions.Frame frame : mentions.frames()) {
      call.listener().checkCancelled();
      String path = fileOf(call, frame.file());
      if (path.isEmpty()) {
        continue;
      }
      Symbol innermost = null;
      for (Symbol symbol : call.graph().symbolsInFile(path)) {
        if (symbol.startLine() <= frame.line() - 1
            && frame.line() - 1 <= symbol.endLine()
            && (innermost == null
                || symbol.endLine() - symbol.startLine()
                    <= innermost.endLine() - innermost.startLine())) {
          innermost = symbol;
        }
      }
      if (innermost != null) {
        choose(
            chosen,
            innermost,
            12.0 / (1 + rank * 0.3),
            "frame " + frame.file() + ":" + frame.line());
        rank++;
      }
    }
    for (String file : mentions.paths()) {
      String path = fileOf(call, file);
      if (!path.isEmpty()) {
        for (Symbol symbol : call.graph().symbolsInFile(path)) {
          if (symbol.kind().isType() || symbol.kind() == SymbolKind.FUNCTION) {
            choose(chosen, symbol, 3, "file " + file);
          }
        }
      }
    }
  }

  /** Returns the indexed file a mentioned one means: the same, or the only one that ends so. */
  private static String fileOf(ToolCall call, String file) {
    String direct = call.finder().path(file).orElse("");
    if (!direct.isEmpty()) {
      return direct;
    }
    String suffix = file.replace('\\', '/').replaceAll("[*?\\[\\]{}!]", "?");
    while (suffix.startsWith("/")) {
      suffix = suffix.substring(1);
    }
    // A path from another machine: drop leading folders until something fits.
    for (int tries = 0; tries < 12 && !suffix.isEmpty(); tries++) {
      var files = call.graph().files("**/" + suffix, "", 3);
      if (files.isEmpty()) {
        files = call.graph().files(suffix, "", 3);
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

  private static void addNames(ToolCall call, Mentions mentions, Map<Integer, Chosen> chosen) {
    SymbolFilter filter = call.filter(Set.of());
    int asked = 0;
    for (Map.Entry<String, Double> mention : mentions.identifiers().entrySet()) {
      if (asked++ >= MAX_IDENTIFIERS) {
        break;
      }
      call.listener().checkCancelled();
      String name = mention.getKey();
      String simple = SymbolFinder.simpleName(name);
      List<Symbol> found =
          call.graph().symbolsByName(name, filter, 12).stream()
              .filter(s -> s.kind() != SymbolKind.FILE && s.name().equals(simple))
              .toList();
      for (Symbol symbol : found) {
        // A name that many symbols have says little about each.
        double weight = mention.getValue() * 6 / Math.sqrt(found.size());
        choose(
            chosen,
            symbol,
            symbol.kind().isValue() ? weight / 3 : weight,
            "named \"" + name + "\"");
      }
    }
  }

  /** Returns what the search could not take into account. */
  private static Set<SearchGap> addSearch(ToolCall call, String task, Map<Integer, Chosen> chosen) {
    String words = SafeText.cut(task, 1_500);
    int rank = 0;
    SearchQuery query =
        new SearchQuery(words, SearchQuery.Mode.AUTO, call.filter(Set.of()), SEARCH_HITS);
    SearchResult result = call.search().find(call.graph(), query);
    for (SearchHit hit : result.hits()) {
      Symbol symbol = hit.symbol();
      if (symbol != null && symbol.kind() != SymbolKind.FILE) {
        choose(
            chosen,
            symbol,
            4.0 / (1 + rank * 0.25),
            "matches in " + String.join(", ", hit.matched()));
      }
      rank++;
    }
    return result.gaps();
  }

  /** A frame, or an edge, may lead to where nobody wants to look; into tests it may. */
  private static void dropOthers(ToolCall call, Map<Integer, Chosen> chosen) {
    SymbolFilter filter = call.filter(Set.of());
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
  private static void raiseModules(ToolCall call, Mentions mentions, Map<Integer, Chosen> chosen) {
    for (String module : mentions.modules()) {
      Set<String> paths = new HashSet<>();
      for (IndexedFile file : call.graph().files("**/" + module + ".*", "", MOST_OF_MODULE + 1)) {
        paths.add(file.path());
      }
      if (paths.size() > MOST_OF_MODULE) {
        continue;
      }
      for (Chosen one : chosen.values()) {
        if (paths.contains(one.symbol.path())) {
          one.multiply(IN_MODULE, "file " + one.symbol.path());
        }
      }
    }
  }

  /** A symbol with the score it had before its neighbours were looked at. */
  private record Source(String name, double score) {}

  /** What the best ones call, and what calls them, is worth a part of what they are. */
  private static void addNeighbours(ToolCall call, Map<Integer, Chosen> chosen) {
    // What they get from one another must not be handed on.
    Map<Integer, Source> best = new HashMap<>();
    for (Chosen one : best(chosen, EXPANDED)) {
      best.put(one.symbol.id(), new Source(one.symbol.name(), one.score));
    }
    LinkQuery links = call.links(Set.of(RelationshipKind.CALLS, RelationshipKind.INSTANTIATES));
    Map<Integer, Map<Integer, Symbol>> called = new HashMap<>();
    for (Link link : call.graph().linksFrom(best.keySet(), links)) {
      neighbours(called, link.relationship().from()).put(link.symbol().id(), link.symbol());
    }
    Map<Integer, Map<Integer, Symbol>> callers = new HashMap<>();
    for (Link link : call.graph().linksTo(best.keySet(), links)) {
      neighbours(callers, link.relationship().to()).put(link.symbol().id(), link.symbol());
    }
    addNeighbours(best, called, chosen, "called by ");
    addNeighbours(best, callers, chosen, "calls ");
  }

  private static Map<Integer, Symbol> neighbours(
      Map<Integer, Map<Integer, Symbol>> all, int symbol) {
    return all.computeIfAbsent(symbol, id -> new TreeMap<>());
  }

  private static void addNeighbours(
      Map<Integer, Source> best,
      Map<Integer, Map<Integer, Symbol>> neighbours,
      Map<Integer, Chosen> chosen,
      String why) {
    neighbours.forEach(
        (id, near) -> {
          Source one = best.get(id);
          if (one == null || near.size() > MOST_NEIGHBOURS) {
            return;
          }
          double weight = NEIGHBOUR * one.score() / Math.sqrt(near.size());
          for (Symbol symbol : near.values()) {
            if (symbol.kind().isInSource() && !symbol.kind().isFileOrNamespace()) {
              choose(chosen, symbol, weight, why + one.name());
            }
          }
        });
  }

  private static List<Chosen> best(Map<Integer, Chosen> chosen, int limit) {
    List<Chosen> best = new ArrayList<>(chosen.values());
    best.sort(
        Comparator.comparingDouble(Chosen::score)
            .reversed()
            .thenComparing(one -> one.symbol.key()));
    return best.subList(0, Math.min(limit, best.size()));
  }

  private static void choose(
      Map<Integer, Chosen> chosen, Symbol symbol, double weight, String why) {
    chosen.computeIfAbsent(symbol.id(), id -> new Chosen(symbol)).add(weight, why);
  }

  private static Hit hit(ToolCall call, Chosen one, int rank) {
    Symbol symbol = one.symbol;
    Hit hit =
        SymbolHits.described(symbol)
            .put("why", one.why.stream().map(SafeText::line).toList())
            .put("score", Math.round(one.score * 100) / 100.0)
            .say("  <- " + String.join("; ", one.why));
    // Code is dear: whole for the best ones if short, the beginning for the next, none after.
    int most = rank < 3 ? 40 : rank < 8 ? 12 : 0;
    int last = Math.min(symbol.endLine(), symbol.startLine() + most - 1);
    if (most > 0 && symbol.kind().isInSource() && last > symbol.startLine()) {
      hit.code(
          symbol.startLine(), () -> call.sources().block(symbol.path(), symbol.startLine(), last));
    }
    return hit;
  }

  private static List<Hit> edges(ToolCall call, Map<Integer, Symbol> symbols) {
    if (symbols.isEmpty()) {
      return List.of();
    }
    Set<RelationshipKind> kinds =
        Set.of(
            RelationshipKind.CALLS,
            RelationshipKind.INSTANTIATES,
            RelationshipKind.EXTENDS,
            RelationshipKind.IMPLEMENTS,
            RelationshipKind.OVERRIDES);
    Set<String> seen = new LinkedHashSet<>();
    List<Hit> edges = new ArrayList<>();
    for (Link link : call.graph().linksFrom(symbols.keySet(), call.links(kinds))) {
      Relationship edge = link.relationship();
      Symbol from = symbols.get(edge.from());
      Symbol to = link.symbol();
      if (from == null
          || !symbols.containsKey(to.id())
          || from.id() == to.id()
          || !seen.add(edge.from() + ">" + edge.to() + edge.kind())) {
        continue;
      }
      edges.add(
          Hit.at(edge.path(), edge.line())
              .put("edge", edge.kind().label())
              .put("from", from.key())
              .put("to", to.key())
              .put("evidence", edge.evidence().label())
              .say("%s:%d ".formatted(edge.path(), edge.line() + 1))
              .say(from.name() + " " + edge.kind().label() + " " + to.name())
              .say(" " + edge.evidence().label()));
      if (edges.size() >= 30) {
        break;
      }
    }
    return edges;
  }
}
