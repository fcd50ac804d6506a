package dev.codeintel.mcp;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds definitions by name, many names at once. */
final class FindSymbolTool implements CodeTool {
  private static final int MAX_PER_NAME = 500;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "find_symbol",
        "Find symbols",
        "Definitions by name, with signature and first doc line. Names may be partial (Owner.name),"
            + " choose an overload (name(int)) or be patterns (get*). Use it when you know a name,"
            + " search_code when you do not. Example: {\"names\":[\"OrderService.place\"]}",
        List.of(
            Parameter.required("names", ArgumentType.TEXTS, ""),
            Parameter.of("kinds", ArgumentType.TEXTS, "e.g. class, method, field")));
  }

  @Override
  public Answer answer(ToolCall call) {
    List<String> names = call.arguments().texts("names");
    if (names.isEmpty()) {
      throw ToolException.caller("names must hold at least one name.");
    }
    Set<SymbolKind> kinds = kinds(call.arguments().texts("kinds"));
    SymbolFinder finder = call.finder();
    Answer answer = new Answer();
    for (String name : names) {
      call.listener().checkCancelled();
      List<Symbol> symbols = find(call, name, kinds);
      if (symbols.size() >= MAX_PER_NAME) {
        answer.partial(
            "limit",
            "more than %d symbols match \"%s\"; narrow it with path_glob or kinds"
                .formatted(MAX_PER_NAME, SymbolFinder.shown(name)));
      }
      if (symbols.isEmpty()) {
        answer.note(nothing(call, name, kinds));
      }
      finder.remarkOnCase(name, symbols);
      for (Symbol symbol : symbols) {
        answer.add(() -> hit(symbol, name, names.size() > 1));
      }
    }
    Set<String> simple = new LinkedHashSet<>();
    names.forEach(name -> simple.add(SymbolFinder.simpleName(name)));
    simple.removeIf(name -> name.isEmpty() || name.indexOf('*') >= 0);
    new Unseen(call).addFiles(answer, simple, paths -> call.usesOf(simple, paths));
    call.addCoverage(answer);
    return answer.ifNothing("No definition found.");
  }

  private static Hit hit(Symbol symbol, String name, boolean isOneOfSeveral) {
    Hit hit = SymbolHits.described(symbol).put("query", SafeText.cut(name, 120));
    return isOneOfSeveral ? hit.say("  <- " + SafeText.cut(name, 60)) : hit;
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
          .formatted(SymbolFinder.shown(name));
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
              SymbolFinder.shown(name),
              String.join(" and ", filters),
              filters.size() == 1 ? "allows it" : "allow it");
    }
    List<String> similar = call.graph().similarNames(SymbolFinder.simpleName(name), 5);
    return similar.isEmpty()
        ? "nothing is called \"%s\"".formatted(SymbolFinder.shown(name))
        : "nothing is called \"%s\"; did you mean %s?"
            .formatted(
                SymbolFinder.shown(name),
                String.join(", ", similar.stream().map(SymbolFinder::shown).toList()));
  }

  /**
   * Reads kinds; "type" stands for every kind of type, "function" and the like for themselves.
   *
   * @throws ToolException if one is unknown
   */
  static Set<SymbolKind> kinds(List<String> labels) {
    Set<SymbolKind> kinds = EnumSet.noneOf(SymbolKind.class);
    for (String label : labels) {
      kinds.add(
          SymbolKind.ofLabel(label)
              .orElseThrow(
                  () ->
                      ToolException.caller(
                          "\"%s\" is not a kind of symbol; the kinds are %s."
                              .formatted(
                                  SymbolFinder.shown(label),
                                  String.join(
                                      ", ",
                                      List.of(SymbolKind.values()).stream()
                                          .map(SymbolKind::label)
                                          .toList())))));
    }
    return kinds;
  }
}
