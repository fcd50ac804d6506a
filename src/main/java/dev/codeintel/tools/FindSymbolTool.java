package dev.codeintel.tools;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds definitions by name, many names at once. */
@Singleton
final class FindSymbolTool implements Tool<FindSymbolTool.Input> {
  private static final int MAX_PER_NAME = 500;

  /** Longest query that hits repeat, in the field and in the line. */
  static final int MAX_QUERY = 120;

  static final int MAX_QUERY_IN_LINE = 60;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          30,
          "find_symbol",
          "Find symbols",
          "Definitions by name, with signature and first doc line. Names may be partial (Owner.name),"
              + " choose an overload (name(int)) or be patterns (get*). Use it when you know a name,"
              + " search_code when you do not. Example: {\"names\":[\"OrderService.place\"]}",
          Input.class);

  /** What to look for. */
  record Input(
      @Argument(required = true) List<String> names,
      @Argument(description = "e.g. class, method, field") List<SymbolKind> kinds) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    List<String> names = input.names();
    if (names.isEmpty()) {
      throw ToolException.caller("names must hold at least one name.");
    }
    Set<SymbolKind> kinds = new TreeSet<>(input.kinds());
    SymbolFinder finder = call.finder();
    Answer answer = new Answer();
    for (String name : names) {
      call.checkCancelled();
      List<Symbol> symbols = find(call, name, kinds);
      if (symbols.size() >= MAX_PER_NAME) {
        answer.partial(
            Reason.LIMIT,
            "more than %d symbols match \"%s\"; narrow it with path_glob or kinds"
                .formatted(MAX_PER_NAME, SafeText.shown(name)));
      }
      if (symbols.isEmpty()) {
        answer.note(nothing(call, name, kinds));
      }
      finder.remarkOnCase(name, symbols);
      for (Symbol symbol : symbols) {
        answer.add(() -> new Definition(symbol, name, names.size() > 1));
      }
    }
    Set<String> simple = new LinkedHashSet<>();
    names.forEach(name -> simple.add(SymbolFinder.simpleName(name)));
    simple.removeIf(name -> name.isEmpty() || name.indexOf('*') >= 0);
    new Unseen(call).addFiles(answer, simple, paths -> call.usesOf(simple, paths));
    call.addCoverage(answer);
    return answer.ifNothing("No definition found.");
  }

  /**
   * A definition with the name it was found by.
   *
   * @param isOneOfSeveral whether several names were asked for, so that the line has to say which
   */
  private record Definition(Symbol symbol, String name, boolean isOneOfSeveral) implements Hit {

    @Override
    public Fields fields() {
      return SymbolHit.fieldsOf(symbol).put(Field.QUERY, SafeText.cut(name, MAX_QUERY));
    }

    @Override
    public String line() {
      String line = SymbolHit.lineOf(symbol);
      return isOneOfSeveral ? line + "  <- " + SafeText.cut(name, MAX_QUERY_IN_LINE) : line;
    }
  }

  private static List<Symbol> find(ToolCall call, String name, Set<SymbolKind> kinds) {
    Map<Integer, Symbol> found = new LinkedHashMap<>();
    if (kinds.isEmpty()) {
      call.graph().symbolByKey(name).ifPresent(symbol -> found.put(symbol.id(), symbol));
    }
    SymbolFilter filter = call.filter(kinds);
    for (Symbol symbol : call.graph().symbolsByName(name, filter, MAX_PER_NAME)) {
      found.put(symbol.id(), symbol);
    }
    List<Symbol> symbols = new ArrayList<>(found.values());
    if (kinds.isEmpty() && symbols.stream().anyMatch(s -> !s.kind().isFileOrNamespace())) {
      symbols.removeIf(s -> s.kind().isFileOrNamespace());
    }
    if (symbols.isEmpty() && kinds.isEmpty()) {
      symbols.addAll(
          call.graph().symbolsByName(name, call.filter(Set.of(SymbolKind.EXTERNAL)), MAX_PER_NAME));
    }
    return symbols;
  }

  private static String nothing(ToolCall call, String name, Set<SymbolKind> kinds) {
    SymbolFilter asked = call.filter(kinds);
    SymbolFilter withTests =
        new SymbolFilter(asked.kinds(), asked.pathGlob(), asked.language(), true);
    if (!asked.includeTests() && !call.graph().symbolsByName(name, withTests, 1).isEmpty()) {
      return "\"%s\" is defined only in tests; try include_tests=true"
          .formatted(SafeText.shown(name));
    }
    List<String> filters = new ArrayList<>();
    if (!kinds.isEmpty()) {
      filters.add("kinds");
    }
    if (!asked.pathGlob().isEmpty()) {
      filters.add("path_glob");
    }
    if (!asked.language().isEmpty()) {
      filters.add("language");
    }
    if (!filters.isEmpty() && !call.graph().symbolsByName(name, SymbolFilter.ALL, 1).isEmpty()) {
      return "\"%s\" is defined, but not where %s %s"
          .formatted(
              SafeText.shown(name),
              String.join(" and ", filters),
              filters.size() == 1 ? "allows it" : "allow it");
    }
    List<String> similar = call.graph().similarNames(SymbolFinder.simpleName(name), 5);
    String elsewhere = call.elsewhere(name).sentence();
    return similar.isEmpty()
        ? "nothing is called \"%s\"%s"
            .formatted(SafeText.shown(name), elsewhere.isEmpty() ? "" : "." + elsewhere)
        : "nothing is called \"%s\"; did you mean %s?%s"
            .formatted(
                SafeText.shown(name),
                String.join(", ", similar.stream().map(SafeText::shown).toList()),
                elsewhere);
  }
}
