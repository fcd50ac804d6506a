package dev.codeintel.mcp;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.mcp.SymbolFinder.Found;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a change may reach: dependents by distance, tests, entry points. */
final class ImpactTool implements CodeTool {
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@.*", Pattern.DOTALL);
  private static final int MAX_REACHED = 2_000;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "impact",
        "Impact of a change",
        "What a change may reach: dependents by distance, affected tests, entry points. Of symbols"
            + " (ids, names, path:line), of whole files (paths), or of a unified diff as text."
            + " Example: {\"symbols\":[\"OrderService.place\"]}",
        List.of(
            Parameter.of("symbols", ArgumentType.TEXTS, ""),
            Parameter.of("paths", ArgumentType.TEXTS, ""),
            Parameter.of("diff", ArgumentType.TEXT, ""),
            Parameter.of("depth", ArgumentType.NUMBER, "default 3")));
  }

  @Override
  public Answer answer(ToolCall call) {
    Answer answer = new Answer();
    Map<Integer, Symbol> changed = new LinkedHashMap<>();
    for (String wanted : call.arguments().texts("symbols")) {
      Found found = call.finder().find(wanted);
      if (found.isAmbiguous()) {
        return SymbolFinder.ambiguous(wanted, found);
      }
      found.symbols().forEach(symbol -> changed.put(symbol.id(), symbol));
    }
    for (String path : call.arguments().texts("paths")) {
      addFile(call, path, changed, answer);
    }
    String diff = call.arguments().freeText("diff");
    if (!diff.isBlank()) {
      addDiff(call, diff, changed, answer);
    }
    if (changed.isEmpty()) {
      if (answer.reasons().isEmpty()) {
        throw ToolException.caller(
            "impact needs symbols, paths, or a diff that changes indexed code.");
      }
      return answer.ifNothing("No indexed symbol is changed.");
    }
    int depth = call.arguments().number("depth", 3, 1, 20);
    // Tests are part of the answer whatever include_tests says: they are what one runs next.
    LinkQuery query = call.links(Set.of(), call.arguments().minEvidence(), true);
    Set<Integer> start = withMembers(call, changed);
    List<TracedSymbol> reached = call.graph().trace(start, false, query, depth, MAX_REACHED + 1);
    Set<Integer> used = report(call, answer, changed.values(), reached, query);
    if (reached.size() > MAX_REACHED) {
      answer.partial("limit", "more than %d symbols are reached".formatted(MAX_REACHED));
    }
    start.addAll(changed.keySet());
    reached.forEach(traced -> start.add(traced.symbol().id()));
    if (!start.containsAll(used)) {
      answer.partial("depth", "more depends on it at a distance above %d".formatted(depth));
    }
    addUnseen(call, answer, changed.values(), query);
    call.addCoverage(answer);
    return answer.ifNothing("Nothing depends on it.");
  }

  private static void addUnseen(
      ToolCall call, Answer answer, Collection<Symbol> changed, LinkQuery query) {
    Unseen unseen = new Unseen(call);
    if (query.least() != Evidence.TEXT) {
      unseen.addUnattributed(answer, changed, query);
    }
    Set<String> names = new LinkedHashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (Symbol symbol : changed) {
      ids.add(symbol.id());
      if (symbol.kind() != SymbolKind.FILE) {
        names.add(symbol.name());
      }
    }
    unseen.addHidden(answer, ids, query);
    if (!names.isEmpty()) {
      unseen.addFiles(answer, names, paths -> call.usesOf(names, paths));
    }
  }

  private static Set<Integer> withMembers(ToolCall call, Map<Integer, Symbol> changed) {
    Set<Integer> ids = new LinkedHashSet<>(changed.keySet());
    for (Symbol symbol : changed.values()) {
      if (symbol.kind().isType()) {
        call.graph().members(symbol.id()).forEach(member -> ids.add(member.id()));
      }
    }
    return ids;
  }

  /** Adds the hits; returns the symbols that use any of them or what is changed. */
  private static Set<Integer> report(
      ToolCall call,
      Answer answer,
      Iterable<Symbol> changed,
      List<TracedSymbol> reached,
      LinkQuery query) {
    List<Integer> ids = new ArrayList<>();
    changed.forEach(symbol -> ids.add(symbol.id()));
    reached.forEach(traced -> ids.add(traced.symbol().id()));
    Set<Integer> users = new HashSet<>();
    Set<Integer> used = new HashSet<>();
    // Which target each link ends at tells who has dependents that are not tests.
    for (Link link : call.graph().linksTo(ids, query)) {
      users.add(link.symbol().id());
      if (!link.symbol().isTest()) {
        used.add(link.relationship().to());
      }
    }
    int tests = 0;
    int entries = 0;
    List<TracedSymbol> later = new ArrayList<>();
    call.sources().expect(reached.stream().map(traced -> traced.via().path()).toList());
    for (TracedSymbol traced : reached) {
      call.listener().checkCancelled();
      Symbol symbol = traced.symbol();
      if (symbol.isTest()) {
        tests++;
        later.add(traced);
      } else if (!used.contains(symbol.id()) && symbol.kind() != SymbolKind.FILE) {
        entries++;
        answer.add(() -> hit(call, traced, "entry_point").say("  [entry point]"));
      } else {
        answer.add(() -> hit(call, traced, "dependent"));
      }
    }
    for (TracedSymbol traced : later) {
      answer.add(() -> hit(call, traced, "test").say("  [test]"));
    }
    List<String> names = new ArrayList<>();
    changed.forEach(symbol -> names.add(symbol.key()));
    answer.note(
        "%d symbols depend on %s; %d are tests, %d entry points"
            .formatted(
                reached.size(),
                names.size() > 5 ? names.size() + " changed symbols" : String.join(", ", names),
                tests,
                entries));
    return users;
  }

  private static Hit hit(ToolCall call, TracedSymbol traced, String role) {
    return TraceTool.hit(call, traced).put("role", role);
  }

  private static void addFile(
      ToolCall call, String text, Map<Integer, Symbol> changed, Answer answer) {
    String path = call.finder().path(text).orElse("");
    if (path.isEmpty()) {
      answer.partial("not_indexed", SymbolFinder.shown(text) + " is not in the index");
      return;
    }
    call.graph().symbolsInFile(path).forEach(symbol -> changed.put(symbol.id(), symbol));
  }

  /** Adds the innermost symbols a unified diff touches, by the line numbers of its new side. */
  private static void addDiff(
      ToolCall call, String diff, Map<Integer, Symbol> changed, Answer answer) {
    String path = "";
    int line = 0;
    boolean anyFile = false;
    for (String row : diff.split("\n", -1)) {
      if (row.startsWith("+++ ")) {
        String name = row.substring(4).split("\t", 2)[0].strip();
        if (name.startsWith("b/")) {
          name = name.substring(2);
        }
        anyFile = true;
        path = call.finder().path(name).orElse("");
        if (path.isEmpty() && !name.equals("/dev/null")) {
          answer.partial("not_indexed", SymbolFinder.shown(name) + " is not in the index");
        }
        continue;
      }
      Matcher hunk = HUNK.matcher(row);
      if (hunk.matches()) {
        line = (int) Math.min(Integer.MAX_VALUE / 2, Long.parseLong(cutDigits(hunk.group(1)))) - 1;
        continue;
      }
      if (path.isEmpty()) {
        continue;
      }
      if (row.startsWith("+") || row.startsWith("-")) {
        touch(call, path, line, changed);
      }
      if (!row.startsWith("-") && !row.startsWith("\\")) {
        line++;
      }
    }
    if (!anyFile) {
      throw ToolException.caller(
          "diff is not a unified diff: it has no \"+++ b/path\" line; git diff makes one.");
    }
  }

  private static String cutDigits(String digits) {
    return digits.substring(0, Math.min(digits.length(), 10));
  }

  private static void touch(ToolCall call, String path, int line, Map<Integer, Symbol> changed) {
    Symbol innermost = null;
    for (Symbol symbol : call.graph().symbolsInFile(path)) {
      boolean covers = symbol.startLine() <= line && line <= symbol.endLine();
      if (covers
          && (innermost == null
              || symbol.endLine() - symbol.startLine()
                  <= innermost.endLine() - innermost.startLine())) {
        innermost = symbol;
      }
    }
    if (innermost != null) {
      changed.put(innermost.id(), innermost);
    }
  }
}
