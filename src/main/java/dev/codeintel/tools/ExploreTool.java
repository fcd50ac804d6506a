package dev.codeintel.tools;

import dev.codeintel.graph.Link;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.retrieval.Exploration;
import dev.codeintel.retrieval.Exploration.Ranked;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gathers what a task is about: what its text names, what its stack frames point at and what a
 * search for its words finds; with code, and the edges that join it.
 */
@Singleton
final class ExploreTool implements Tool<ExploreTool.Input> {
  private static final int MAX_SYMBOLS = 24;
  private static final int MAX_EDGES = 30;

  /** Edges are listed after this many symbols: before, the symbols matter more. */
  private static final int BEFORE_EDGES = 6;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          10,
          "explore",
          "Explore a task",
          "Start here with a task, an issue's text or a stack trace: the symbols it is about with"
              + " their code, why each was chosen, and the edges that join them, within max_tokens."
              + " Prefer one explore over many searches."
              + " Example: {\"task\":\"orders are placed twice on retry\"}",
          Input.class);

  /** What it is about. */
  record Input(@Argument(required = true, isLong = true) String task) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    String task = input.task().strip();
    if (task.isEmpty()) {
      throw ToolException.caller("task must not be empty: give an issue's text or a stack trace.");
    }
    Exploration.Outcome outcome =
        new Exploration(
                call.graph(),
                call.search(),
                call.finder(),
                call.filter(Set.of()),
                call.links(Set.of(RelationshipKind.CALLS, RelationshipKind.INSTANTIATES)),
                call::checkCancelled)
            .explore(task, MAX_SYMBOLS);
    List<Ranked> best = outcome.symbols();
    Map<Integer, Symbol> symbols = new LinkedHashMap<>();
    best.forEach(one -> symbols.put(one.symbol().id(), one.symbol()));
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      hits.add(new Chosen(best.get(i), code(call, best.get(i).symbol(), i)));
    }
    hits.addAll(Math.min(BEFORE_EDGES, hits.size()), edges(call, symbols));
    Answer answer = new Answer();
    hits.forEach(answer::add);
    Set<String> files = new TreeSet<>();
    symbols.values().forEach(symbol -> files.add(symbol.path()));
    files.remove("");
    if (!files.isEmpty()) {
      answer.note("files: " + String.join(", ", files));
    }
    outcome.gaps().forEach(gap -> SearchGaps.add(answer, gap));
    call.addCoverage(answer);
    return answer.ifNothing(
        "Nothing in the index matches; outline shows what there is, search_code looks for text.");
  }

  /** Code is dear: whole for the best ones if short, the beginning for the next, none after. */
  private static Hit.Code code(ToolCall call, Symbol symbol, int rank) {
    int lines = rank < 3 ? 40 : rank < 8 ? 12 : 0;
    int last = Math.min(symbol.endLine(), symbol.startLine() + lines - 1);
    return lines > 0 && symbol.kind().isInSource() && last > symbol.startLine()
        ? new Hit.Code(
            symbol.startLine(), () -> call.sources().block(symbol.path(), symbol.startLine(), last))
        : Hit.Code.NONE;
  }

  /** A symbol the task is about. */
  private record Chosen(Ranked ranked, Code code) implements Hit {

    @Override
    public Fields fields() {
      return SymbolHit.fieldsOf(ranked.symbol())
          .put(Field.WHY, ranked.why())
          .put(Field.SCORE, Math.round(ranked.score() * 100) / 100.0);
    }

    @Override
    public String line() {
      return SymbolHit.lineOf(ranked.symbol()) + "  <- " + String.join("; ", ranked.why());
    }
  }

  /** A relationship between two of the chosen symbols. */
  private record Edge(Relationship edge, Symbol from, Symbol to) implements Hit {

    @Override
    public Fields fields() {
      return Fields.at(edge.path(), edge.line())
          .put(Field.EDGE, edge.kind())
          .put(Field.FROM, from.key())
          .put(Field.TO, to.key())
          .put(Field.EVIDENCE, edge.evidence());
    }

    @Override
    public String line() {
      return "%s:%d %s %s %s %s"
          .formatted(
              edge.path(),
              edge.line() + 1,
              from.name(),
              edge.kind().label(),
              to.name(),
              edge.evidence().label());
    }
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
      edges.add(new Edge(edge, from, to));
      if (edges.size() >= MAX_EDGES) {
        break;
      }
    }
    return edges;
  }
}
