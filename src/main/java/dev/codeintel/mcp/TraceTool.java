package dev.codeintel.mcp;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.mcp.SymbolFinder.Found;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Follows calls from a symbol, or finds the way from one to another. */
final class TraceTool implements CodeTool {
  private static final Set<RelationshipKind> CALLS =
      Set.of(RelationshipKind.CALLS, RelationshipKind.INSTANTIATES);
  private static final Set<RelationshipKind> ANY_USE =
      Set.of(
          RelationshipKind.CALLS,
          RelationshipKind.INSTANTIATES,
          RelationshipKind.EXTENDS,
          RelationshipKind.IMPLEMENTS,
          RelationshipKind.USES_TYPE,
          RelationshipKind.READS,
          RelationshipKind.WRITES,
          RelationshipKind.ANNOTATED_BY,
          RelationshipKind.IMPORTS);
  private static final int MAX_DEPTH = 20;
  private static final int MAX_OUTSIDE = 1_000;
  private static final int MAX_NAMED_OUTSIDE = 12;
  private static final int MAX_PARTIAL = 3;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "trace",
        "Trace calls",
        "Callers or callees of a symbol to a depth (default 3, cycles cut, limit 100), nearest"
            + " first, each with the call site; or with from and to a shortest way between them."
            + " Example: {\"from\":\"OrderService.place\",\"direction\":\"callers\"}",
        List.of(
            Parameter.required("from", ArgumentType.TEXT, "symbol"),
            Parameter.of("to", ArgumentType.TEXT, "symbol"),
            Parameter.choice("direction", "callers", "callees"),
            Parameter.of("depth", ArgumentType.NUMBER, ""),
            Parameter.of("limit", ArgumentType.NUMBER, "")));
  }

  @Override
  public Answer answer(ToolCall call) {
    String wanted = call.arguments().text("from");
    Found from = call.finder().find(wanted);
    if (from.isAmbiguous()) {
      return SymbolFinder.ambiguous(wanted, from);
    }
    String target = call.arguments().text("to");
    if (!target.isBlank()) {
      Found to = call.finder().find(target);
      return to.isAmbiguous() ? SymbolFinder.ambiguous(target, to) : path(call, from, to);
    }
    boolean forward = call.arguments().text("direction").equals("callees");
    int depth = call.arguments().number("depth", 3, 1, MAX_DEPTH);
    int limit = call.arguments().number("limit", 100, 1, 5_000);
    List<TracedSymbol> reached =
        call.graph()
            .trace(
                call.finder().withConstructors(from),
                forward,
                call.links(CALLS),
                depth,
                limit + MAX_OUTSIDE);
    Answer answer = new Answer();
    if (from.symbols().size() > 1) {
      answer.note(FindReferencesTool.overloads(from));
    }
    List<TracedSymbol> inside = withoutMadeTypes(reached);
    List<TracedSymbol> listed = inside.subList(0, Math.min(limit, inside.size()));
    call.sources().expect(listed.stream().map(traced -> traced.via().path()).toList());
    for (TracedSymbol traced : listed) {
      answer.add(() -> hit(call, traced));
    }
    noteOutside(answer, reached);
    if (inside.size() > limit) {
      answer.partial("limit", "only the first %d symbols are listed; raise limit".formatted(limit));
    }
    addUnseen(call, answer, from, forward, depth, reached);
    call.addCoverage(answer);
    return answer.ifNothing(
        forward ? "It calls nothing." : "Nothing calls it with the evidence asked for.");
  }

  /** Adds what callers, or callees, could not be followed. */
  private static void addUnseen(
      ToolCall call,
      Answer answer,
      Found from,
      boolean forward,
      int depth,
      List<TracedSymbol> reached) {
    List<Symbol> followed = new ArrayList<>(from.symbols());
    reached.stream()
        .filter(traced -> traced.depth() < depth && traced.symbol().kind().isInSource())
        .forEach(traced -> followed.add(traced.symbol()));
    Unseen unseen = new Unseen(call);
    LinkQuery query = call.links(CALLS);
    if (!forward) {
      Set<Integer> ids = new HashSet<>(call.finder().withConstructors(from));
      Set<String> names = new LinkedHashSet<>();
      followed.forEach(symbol -> names.add(symbol.name()));
      followed.forEach(symbol -> ids.add(symbol.id()));
      if (query.least() != Evidence.TEXT) {
        unseen.addUnattributed(answer, followed, query);
      }
      unseen.addHidden(answer, ids, query);
      unseen.addOverridden(
          answer, from.ids(), query, () -> call.graph().linksTo(from.ids(), query));
      unseen.addFiles(answer, names, paths -> call.usesOf(names, paths));
      return;
    }
    Set<Integer> ids = new HashSet<>();
    followed.forEach(symbol -> ids.add(symbol.id()));
    LinkQuery text =
        new LinkQuery(
            CALLS, Evidence.TEXT, query.includeTests(), query.pathGlob(), query.language());
    long byName =
        call.graph().linksFrom(ids, text).stream()
            .filter(link -> !link.relationship().evidence().isAtLeast(query.least()))
            .count();
    if (byName > 0) {
      answer.partial(
          "dynamic_dispatch",
          "%d calls are known by name or with lower evidence only; min_evidence=text follows them"
              .formatted(byName));
    }
    addNotUnderstood(call, answer, followed);
  }

  private static void addNotUnderstood(ToolCall call, Answer answer, List<Symbol> followed) {
    Set<String> partial = new Unseen(call).partialFiles();
    Set<String> paths = new LinkedHashSet<>();
    followed.stream().map(Symbol::path).filter(partial::contains).forEach(paths::add);
    if (!paths.isEmpty()) {
      answer.partial(
          "not_understood",
          "the parser could not make sense of everything in "
              + String.join(", ", paths.stream().limit(MAX_PARTIAL).toList()));
    }
  }

  /**
   * Leaves out what is not in the sources, and types whose constructor is reached at the same
   * place: the call is listed once.
   */
  private static List<TracedSymbol> withoutMadeTypes(List<TracedSymbol> reached) {
    Set<Integer> madeTypes = new HashSet<>();
    for (TracedSymbol traced : reached) {
      if (traced.symbol().kind() == SymbolKind.CONSTRUCTOR) {
        madeTypes.add(traced.symbol().parentId());
      }
    }
    return reached.stream()
        .filter(traced -> traced.symbol().kind().isInSource())
        .filter(
            traced ->
                traced.via().kind() != RelationshipKind.INSTANTIATES
                    || traced.via().to() != traced.symbol().id()
                    || !madeTypes.contains(traced.symbol().id()))
        .toList();
  }

  private static void noteOutside(Answer answer, List<TracedSymbol> reached) {
    List<String> outside =
        reached.stream()
            .map(TracedSymbol::symbol)
            .filter(symbol -> symbol.kind() == SymbolKind.EXTERNAL)
            .map(Symbol::qualifiedName)
            .distinct()
            .toList();
    if (!outside.isEmpty()) {
      String more = outside.size() > MAX_NAMED_OUTSIDE ? ", …" : "";
      answer.note(
          "outside the index, %d more: %s%s"
              .formatted(
                  outside.size(),
                  String.join(
                      ", ", outside.subList(0, Math.min(MAX_NAMED_OUTSIDE, outside.size()))),
                  more));
    }
  }

  private static Answer path(ToolCall call, Found from, Found to) {
    int depth = call.arguments().number("depth", MAX_DEPTH, 1, MAX_DEPTH);
    Answer answer = new Answer();
    List<TracedSymbol> way = shortest(call, from, to, call.links(CALLS), depth);
    if (way.isEmpty()) {
      way = shortest(call, from, to, call.links(ANY_USE), depth);
      if (!way.isEmpty()) {
        answer.note("no way by calls alone; this one uses types, fields or imports too");
      }
    }
    if (way.isEmpty()) {
      way = shortest(call, to, from, call.links(CALLS), depth);
      if (!way.isEmpty()) {
        answer.note("no way in this direction; this one leads from \"to\" to \"from\"");
      }
    }
    for (TracedSymbol traced : way) {
      answer.add(() -> hit(call, traced));
    }
    call.addCoverage(answer);
    return answer.ifNothing("No way of at most %d steps joins them.".formatted(depth));
  }

  private static List<TracedSymbol> shortest(
      ToolCall call, Found from, Found to, LinkQuery query, int depth) {
    List<TracedSymbol> best = List.of();
    for (Symbol start : from.symbols()) {
      for (Symbol end : to.symbols()) {
        call.listener().checkCancelled();
        List<TracedSymbol> way = call.graph().shortestPath(start.id(), end.id(), query, depth);
        if (!way.isEmpty() && (best.isEmpty() || way.size() < best.size())) {
          best = way;
        }
      }
    }
    return best;
  }

  static Hit hit(ToolCall call, TracedSymbol traced) {
    Symbol symbol = traced.symbol();
    Relationship via = traced.via();
    String source = call.sources().line(via.path(), via.line());
    return Hit.of(symbol)
        .put("depth", traced.depth())
        .put("evidence", via.evidence().label())
        .put("site", new Site(SafeText.line(via.path()), via.line() + 1).asMap())
        .say(traced.depth() + " " + Hit.place(symbol) + " " + symbol.kind().label() + " ")
        .say(SymbolHits.shortId(symbol) + " " + via.evidence().label())
        .say(" at " + via.path() + ":" + (via.line() + 1))
        .sayUnlessEmpty("  | ", source);
  }

  private record Site(String path, int line) {
    java.util.Map<String, Object> asMap() {
      java.util.Map<String, Object> map = new java.util.LinkedHashMap<>();
      map.put("path", path);
      map.put("line", line);
      return map;
    }
  }
}
