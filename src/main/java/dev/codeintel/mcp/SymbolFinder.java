package dev.codeintel.mcp;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the symbol an argument means: by id, {@code path:line}, {@code path:line:name} or a partly
 * qualified name. Overloads of one owner are taken together; symbols of different owners never are.
 */
final class SymbolFinder {
  private static final Pattern PLACE =
      Pattern.compile("(.+?):(\\d{1,9})(?::(.+))?", Pattern.DOTALL);
  private static final int MAX_CANDIDATES = 60;

  private final SymbolGraph graph;
  private final Consumer<String> remarks;

  /**
   * Makes one.
   *
   * @param remarks takes what is to be said of how a name was understood
   */
  SymbolFinder(SymbolGraph graph, Consumer<String> remarks) {
    this.graph = graph;
    this.remarks = remarks;
  }

  /**
   * What was found.
   *
   * @param symbols the one symbol, or overloads that count as one; empty if ambiguous
   * @param candidates what it may mean, best first; empty unless ambiguous
   */
  record Found(List<Symbol> symbols, List<Symbol> candidates) {
    boolean isAmbiguous() {
      return symbols.isEmpty();
    }

    Symbol first() {
      return symbols.get(0);
    }

    List<Integer> ids() {
      return symbols.stream().map(Symbol::id).toList();
    }
  }

  /**
   * Finds what {@code text} means.
   *
   * @throws ToolException if nothing is called that; the message names what is similar
   */
  Found find(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      throw ToolException.caller("A symbol is needed: an id, a name, path:line or path:line:name.");
    }
    Optional<Symbol> byKey = graph.symbolByKey(wanted);
    if (byKey.isPresent()) {
      return new Found(List.of(byKey.get()), List.of());
    }
    Matcher place = PLACE.matcher(wanted);
    if (place.matches()) {
      Optional<String> path = path(place.group(1));
      if (path.isPresent()) {
        String name = place.group(3);
        return at(path.get(), Integer.parseInt(place.group(2)) - 1, name == null ? "" : name);
      }
      if (place.group(1).contains("/") || place.group(3) != null) {
        throw ToolException.notFound(
            "There is no indexed file \"%s\"; outline lists the files."
                .formatted(shown(place.group(1))));
      }
    }
    return named(wanted);
  }

  /** Returns the ids of what was found; a type stands for its constructors as well. */
  List<Integer> withConstructors(Found found) {
    Set<Integer> ids = new LinkedHashSet<>(found.ids());
    for (Symbol symbol : found.symbols()) {
      if (symbol.kind().isType()) {
        for (Symbol member : graph.members(symbol.id())) {
          if (member.kind() == SymbolKind.CONSTRUCTOR) {
            ids.add(member.id());
          }
        }
      }
    }
    return List.copyOf(ids);
  }

  /** Returns the path of the indexed file that is meant, if there is one. */
  Optional<String> path(String text) {
    String path = text.replace('\\', '/');
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (graph.file(path).isPresent()) {
      return Optional.of(path);
    }
    String root = graph.snapshot().root().replace('\\', '/');
    if (!root.isEmpty() && path.startsWith(root + "/")) {
      String relative = path.substring(root.length() + 1);
      if (graph.file(relative).isPresent()) {
        return Optional.of(relative);
      }
    }
    return Optional.empty();
  }

  private Found at(String path, int line, String name) {
    List<Symbol> inFile = graph.symbolsInFile(path);
    List<Symbol> named = new ArrayList<>();
    List<Symbol> around = new ArrayList<>();
    for (Symbol symbol : inFile) {
      if (symbol.kind() == SymbolKind.FILE || (!name.isEmpty() && !symbol.name().equals(name))) {
        continue;
      }
      if (symbol.nameLine() == line || symbol.startLine() == line) {
        named.add(symbol);
      } else if (symbol.startLine() <= line && line <= symbol.endLine()) {
        around.add(symbol);
      }
    }
    if (named.stream().anyMatch(symbol -> symbol.nameLine() == line)) {
      named.removeIf(symbol -> symbol.nameLine() != line);
    }
    if (named.size() == 1 || (!named.isEmpty() && !name.isEmpty())) {
      // Several of one name at one line declare one thing, as a class with its constructor.
      return new Found(named, List.of());
    }
    if (named.size() > 1) {
      // A declaration and what it declares inside: the outer one is meant.
      Symbol outer = named.get(0);
      boolean isOuter =
          named.stream()
              .allMatch(
                  s -> s.id() == outer.id() || (s.parentId() == outer.id() && !s.kind().isType()));
      return isOuter ? new Found(List.of(outer), List.of()) : new Found(List.of(), named);
    }
    if (!around.isEmpty()) {
      Symbol innermost = around.get(0);
      for (Symbol symbol : around) {
        if (symbol.endLine() - symbol.startLine() <= innermost.endLine() - innermost.startLine()) {
          innermost = symbol;
        }
      }
      return new Found(List.of(innermost), List.of());
    }
    if (name.isEmpty()) {
      Optional<Symbol> file =
          inFile.stream().filter(symbol -> symbol.kind() == SymbolKind.FILE).findFirst();
      if (file.isPresent()) {
        return new Found(List.of(file.get()), List.of());
      }
    }
    List<Symbol> elsewhere =
        inFile.stream().filter(symbol -> symbol.name().equals(name)).limit(5).toList();
    throw ToolException.notFound(
        "No symbol%s is declared at %s:%d%s."
            .formatted(
                name.isEmpty() ? "" : " \"" + shown(name) + "\"",
                shown(path),
                line + 1,
                elsewhere.isEmpty()
                    ? "; outline of the file shows what is"
                    : "; did you mean "
                        + String.join(", ", elsewhere.stream().map(Hit::place).toList())
                        + "?"));
  }

  private Found named(String name) {
    List<Symbol> symbols =
        new ArrayList<>(graph.symbolsByName(name, SymbolFilter.ALL, MAX_CANDIDATES));
    if (symbols.isEmpty()) {
      symbols = outside(name, SymbolKind.EXTERNAL);
    }
    if (symbols.isEmpty()) {
      symbols = outside(name, SymbolKind.UNRESOLVED);
    }
    if (symbols.isEmpty()) {
      throw unknown(name);
    }
    remarkOnCase(name, symbols);
    return choose(name, symbols);
  }

  /** Says so if what was found for a name differs from it in case. */
  void remarkOnCase(String name, List<Symbol> found) {
    String wanted = dotted(name);
    boolean isSpelledSo = wanted.indexOf('*') >= 0;
    Set<String> others = new LinkedHashSet<>();
    for (Symbol symbol : found) {
      String qualified = "." + dotted(symbol.qualifiedName());
      if (symbol.name().equals(name) || qualified.endsWith("." + wanted)) {
        isSpelledSo = true;
      } else if (qualified.regionMatches(
          true, qualified.length() - wanted.length(), wanted, 0, wanted.length())) {
        others.add(symbol.name());
      }
    }
    if (!isSpelledSo && !others.isEmpty()) {
      remarks.accept(
          "nothing is called \"%s\" in this case; taken as %s"
              .formatted(shown(name), shown(String.join(", ", others))));
    }
  }

  /** Returns a name without parameters, its parts separated by dots. */
  private static String dotted(String name) {
    int parameters = name.indexOf('(');
    String bare = parameters > 0 ? name.substring(0, parameters) : name;
    return bare.replace("::", ".").replace('#', '.');
  }

  private List<Symbol> outside(String name, SymbolKind kind) {
    return new ArrayList<>(
        graph.symbolsByName(name, new SymbolFilter(Set.of(kind), "", "", true), MAX_CANDIDATES));
  }

  private static Found choose(String name, List<Symbol> symbols) {
    List<Symbol> left = new ArrayList<>(symbols);
    keepIfAny(left, s -> !s.kind().isFileOrNamespace());
    String simple = simpleName(name);
    keepIfAny(left, s -> s.name().equals(simple));
    List<Symbol> exact = left.stream().filter(s -> s.qualifiedName().equals(name)).toList();
    if (!exact.isEmpty()) {
      left = new ArrayList<>(exact);
    }
    // A type and its constructors of the same name: the type is meant.
    Set<Integer> types = new LinkedHashSet<>();
    for (Symbol symbol : left) {
      if (symbol.kind().isType()) {
        types.add(symbol.id());
      }
    }
    left.removeIf(s -> s.kind() == SymbolKind.CONSTRUCTOR && types.contains(s.parentId()));
    Symbol first = left.get(0);
    boolean areOverloads =
        left.stream()
            .allMatch(
                s ->
                    s.parentId() == first.parentId()
                        && s.path().equals(first.path())
                        && s.name().equals(first.name())
                        && s.kind().isCallable() == first.kind().isCallable());
    return areOverloads ? new Found(left, List.of()) : new Found(List.of(), left);
  }

  private static void keepIfAny(List<Symbol> symbols, java.util.function.Predicate<Symbol> wanted) {
    if (symbols.stream().anyMatch(wanted)) {
      symbols.removeIf(wanted.negate());
    }
  }

  static String simpleName(String name) {
    String dotted = dotted(name);
    return dotted.substring(Math.max(dotted.lastIndexOf('.'), dotted.lastIndexOf(':')) + 1);
  }

  private ToolException unknown(String name) {
    List<String> similar = graph.similarNames(simpleName(name), 5);
    return ToolException.notFound(
        "No symbol is called \"%s\"%s"
            .formatted(
                shown(name),
                similar.isEmpty()
                    ? "; search_code looks in names, documentation and text."
                    : "; did you mean "
                        + String.join(", ", similar.stream().map(SymbolFinder::shown).toList())
                        + "?"));
  }

  /** Returns text from a caller or a repository fit for a message. */
  static String shown(String text) {
    return SafeText.cut(SafeText.line(text), 120);
  }

  /** Answers a call whose symbol is ambiguous: the candidates, ranked. */
  static Answer ambiguous(String text, Found found) {
    Answer answer = new Answer();
    answer.unknown(
        "ambiguous",
        "\"%s\" may mean any of these %d; ask again with one id."
            .formatted(shown(text), found.candidates().size()));
    for (Symbol symbol : found.candidates()) {
      answer.add(SymbolHits.described(symbol).put("candidate", true));
    }
    return answer;
  }
}
