package dev.codeintel.tools;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.retrieval.SymbolFinder.Found;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** Follows calls from a symbol, or finds the way from one to another. */
@Singleton
final class TraceTool implements Tool<TraceTool.Input> {
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
  private static final int DEFAULT_DEPTH = 3;
  private static final int MAX_OUTSIDE = 1_000;
  private static final int MAX_NAMED_OUTSIDE = 12;
  private static final int MAX_PARTIAL = 3;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          70,
          "trace",
          "Trace calls",
          "Callers or callees of a symbol to a depth (default 3, cycles cut, limit 100), nearest"
              + " first, each with the call site; or with from and to a shortest way between them."
              + " Example: {\"from\":\"OrderService.place\",\"direction\":\"callers\"}",
          Input.class);

  /** Which way to go. */
  enum Direction implements Labelled {
    CALLERS,
    CALLEES;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
      return label;
    }
  }

  /** Where to begin and how far to go. */
  record Input(
      @Argument(required = true, description = "symbol") String from,
      @Argument(description = "symbol") String to,
      @Argument(absent = "callers") Direction direction,
      @Argument(least = 1, most = MAX_DEPTH) OptionalInt depth,
      @Argument(absent = "100", least = 1, most = 5_000) int limit) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    String wanted = input.from();
    Found from = call.finder().find(wanted);
    if (from.isAmbiguous()) {
      return CandidateHit.all(wanted, from);
    }
    String target = input.to();
    if (!target.isBlank()) {
      Found to = call.finder().find(target);
      return to.isAmbiguous()
          ? CandidateHit.all(target, to)
          : path(call, from, to, input.depth().orElse(MAX_DEPTH));
    }
    boolean forward = input.direction() == Direction.CALLEES;
    int depth = input.depth().orElse(DEFAULT_DEPTH);
    int limit = input.limit();
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
      answer.add(() -> Reached.of(call, traced));
    }
    noteOutside(answer, reached);
    if (inside.size() > limit) {
      answer.partial(
          Reason.LIMIT, "only the first %d symbols are listed; raise limit".formatted(limit));
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
          Reason.DYNAMIC_DISPATCH,
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
          Reason.NOT_UNDERSTOOD,
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

  private static Answer path(ToolCall call, Found from, Found to, int depth) {
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
      answer.add(() -> Reached.of(call, traced));
    }
    call.addCoverage(answer);
    return answer.ifNothing("No way of at most %d steps joins them.".formatted(depth));
  }

  private static List<TracedSymbol> shortest(
      ToolCall call, Found from, Found to, LinkQuery query, int depth) {
    List<TracedSymbol> best = List.of();
    for (Symbol start : from.symbols()) {
      for (Symbol end : to.symbols()) {
        call.checkCancelled();
        List<TracedSymbol> way = call.graph().shortestPath(start.id(), end.id(), query, depth);
        if (!way.isEmpty() && (best.isEmpty() || way.size() < best.size())) {
          best = way;
        }
      }
    }
    return best;
  }

  /**
   * A symbol that is reached.
   *
   * @param source the line of the call or use that leads to it; "" if it is not known
   */
  record Reached(TracedSymbol traced, String source) implements Hit {

    static Reached of(ToolCall call, TracedSymbol traced) {
      Relationship via = traced.via();
      return new Reached(traced, call.sources().line(via.path(), via.line()));
    }

    @Override
    public Fields fields() {
      Relationship via = traced.via();
      return Fields.of(traced.symbol())
          .put(Field.DEPTH, traced.depth())
          .put(Field.EVIDENCE, via.evidence())
          .put(Field.SITE, Fields.at(via.path(), via.line()));
    }

    @Override
    public String line() {
      Symbol symbol = traced.symbol();
      Relationship via = traced.via();
      StringBuilder line =
          new StringBuilder(
              "%d %s %s %s %s at %s:%d"
                  .formatted(
                      traced.depth(),
                      SymbolFinder.place(symbol),
                      symbol.kind().label(),
                      SymbolHit.shortId(symbol),
                      via.evidence().label(),
                      via.path(),
                      via.line() + 1));
      SymbolHit.append(line, "  | ", source);
      return line.toString();
    }
  }
}
