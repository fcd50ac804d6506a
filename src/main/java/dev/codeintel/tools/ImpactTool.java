package dev.codeintel.tools;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.retrieval.SymbolFinder.Found;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
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
@Singleton
final class ImpactTool implements Tool<ImpactTool.Input> {
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@.*", Pattern.DOTALL);
  private static final int MAX_REACHED = 2_000;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          80,
          "impact",
          "Impact of a change",
          "What a change may reach: dependents by distance, affected tests, entry points. Of symbols"
              + " (ids, names, path:line), of whole files (paths), or of a unified diff as text."
              + " Example: {\"symbols\":[\"OrderService.place\"]}",
          Input.class);

  /** What changes. */
  record Input(
      @Argument List<String> symbols,
      @Argument List<String> paths,
      @Argument(isLong = true) String diff,
      @Argument(description = "default 3", absent = "3", least = 1, most = 20) int depth) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    Answer answer = new Answer();
    Map<Integer, Symbol> changed = new LinkedHashMap<>();
    for (String wanted : input.symbols()) {
      Found found = call.finder().find(wanted);
      if (found.isAmbiguous()) {
        return CandidateHit.all(wanted, found);
      }
      found.symbols().forEach(symbol -> changed.put(symbol.id(), symbol));
    }
    for (String path : input.paths()) {
      addFile(call, path, changed, answer);
    }
    String diff = input.diff();
    if (!diff.isBlank()) {
      addDiff(call, diff, changed, answer);
    }
    if (changed.isEmpty()) {
      if (!answer.hasReasons()) {
        throw ToolException.caller(
            "impact needs symbols, paths, or a diff that changes indexed code.");
      }
      return answer.ifNothing("No indexed symbol is changed.");
    }
    int depth = input.depth();
    // Tests are part of the answer whatever include_tests says: they are what one runs next.
    LinkQuery query = call.links(Set.of(), call.common().minEvidence(), true);
    Set<Integer> start = withMembers(call, changed);
    List<TracedSymbol> reached = call.graph().trace(start, false, query, depth, MAX_REACHED + 1);
    Set<Integer> used = report(call, answer, changed.values(), reached, query);
    if (reached.size() > MAX_REACHED) {
      answer.partial(Reason.LIMIT, "more than %d symbols are reached".formatted(MAX_REACHED));
    }
    start.addAll(changed.keySet());
    reached.forEach(traced -> start.add(traced.symbol().id()));
    if (!start.containsAll(used)) {
      answer.partial(Reason.DEPTH, "more depends on it at a distance above %d".formatted(depth));
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
      call.checkCancelled();
      Symbol symbol = traced.symbol();
      if (symbol.isTest()) {
        tests++;
        later.add(traced);
      } else if (!used.contains(symbol.id()) && symbol.kind() != SymbolKind.FILE) {
        entries++;
        answer.add(() -> Affected.of(call, traced, Affected.Role.ENTRY_POINT));
      } else {
        answer.add(() -> Affected.of(call, traced, Affected.Role.DEPENDENT));
      }
    }
    for (TracedSymbol traced : later) {
      answer.add(() -> Affected.of(call, traced, Affected.Role.TEST));
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

  /** A symbol that the change may reach. */
  private record Affected(TraceTool.Reached reached, Role role) implements Hit {

    /** What an affected symbol is. */
    enum Role implements Labelled {
      DEPENDENT("dependent", ""),
      /** Nothing but tests depends on it. */
      ENTRY_POINT("entry_point", "  [entry point]"),
      TEST("test", "  [test]");

      private final String label;
      private final String suffix;

      Role(String label, String suffix) {
        this.label = label;
        this.suffix = suffix;
      }

      @Override
      public String label() {
        return label;
      }
    }

    static Affected of(ToolCall call, TracedSymbol traced, Role role) {
      return new Affected(TraceTool.Reached.of(call, traced), role);
    }

    @Override
    public Fields fields() {
      return reached.fields().put(Field.ROLE, role);
    }

    @Override
    public String line() {
      return reached.line() + role.suffix;
    }
  }

  private static void addFile(
      ToolCall call, String text, Map<Integer, Symbol> changed, Answer answer) {
    String path = call.finder().path(text).orElse("");
    if (path.isEmpty()) {
      answer.partial(Reason.NOT_INDEXED, SafeText.shown(text) + " is not in the index");
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
    List<Symbol> symbols = List.of();
    for (String row : diff.split("\n", -1)) {
      if (row.startsWith("+++ ")) {
        String name = row.substring(4).split("\t", 2)[0].strip();
        if (name.startsWith("b/")) {
          name = name.substring(2);
        }
        anyFile = true;
        path = call.finder().path(name).orElse("");
        symbols = path.isEmpty() ? List.of() : call.graph().symbolsInFile(path);
        if (path.isEmpty() && !name.equals("/dev/null")) {
          answer.partial(Reason.NOT_INDEXED, SafeText.shown(name) + " is not in the index");
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
        SymbolFinder.innermost(symbols, line).ifPresent(symbol -> changed.put(symbol.id(), symbol));
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
}
