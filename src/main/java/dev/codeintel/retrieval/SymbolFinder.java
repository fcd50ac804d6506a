package dev.codeintel.retrieval;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the symbol an argument means: by id, {@code path:line}, {@code path:line:name} or a partly
 * qualified name. Overloads of one owner are taken together; symbols of different owners never are.
 */
public final class SymbolFinder {
  private static final Pattern PLACE =
      Pattern.compile("(.+?):(\\d{1,9})(?::(.+))?", Pattern.DOTALL);
  private static final int MAX_CANDIDATES = 60;

  private final SymbolGraph graph;
  private final Consumer<String> remarks;
  private final Function<String, Elsewhere> elsewhere;

  /**
   * Makes one.
   *
   * @param remarks takes what is to be said of how a name was understood
   * @param elsewhere tells which other repositories have a symbol of a name
   */
  public SymbolFinder(
      SymbolGraph graph, Consumer<String> remarks, Function<String, Elsewhere> elsewhere) {
    this.graph = graph;
    this.remarks = remarks;
    this.elsewhere = elsewhere;
  }

  /**
   * What was found.
   *
   * @param symbols the one symbol, or overloads that count as one; empty if ambiguous
   * @param candidates what it may mean, best first; empty unless ambiguous
   */
  public record Found(List<Symbol> symbols, List<Symbol> candidates) {

    /** Tells whether the caller has to choose among the candidates. */
    public boolean isAmbiguous() {
      return symbols.isEmpty();
    }

    /** Returns the first of the symbols; there must be one. */
    public Symbol first() {
      return symbols.get(0);
    }

    /** Returns the ids of the symbols. */
    public List<Integer> ids() {
      return symbols.stream().map(Symbol::id).toList();
    }
  }

  /**
   * Finds what {@code text} means.
   *
   * @throws RetrievalException if nothing is called that; the message names what is similar
   */
  public Found find(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      throw RetrievalException.caller(
          "A symbol is needed: an id, a name, path:line or path:line:name.");
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
        throw RetrievalException.notFound(
            "There is no indexed file \"%s\"; outline lists the files."
                .formatted(SafeText.shown(place.group(1))));
      }
    }
    return named(wanted);
  }

  /** Returns the ids of what was found; a type stands for its constructors as well. */
  public List<Integer> withConstructors(Found found) {
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
  public Optional<String> path(String text) {
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
    int lines =
        graph
            .file(path)
            .filter(known -> known.status() != FileStatus.SKIPPED)
            .map(IndexedFile::lines)
            .orElse(Integer.MAX_VALUE);
    if (line < 0 || line >= Math.max(1, lines)) {
      throw RetrievalException.caller(
          "%s has no line %d: it has %d lines, counted from 1."
              .formatted(SafeText.shown(path), line + 1, lines));
    }
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
    Optional<Symbol> innermost = innermost(around, line);
    if (innermost.isPresent()) {
      return new Found(List.of(innermost.get()), List.of());
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
    throw RetrievalException.notFound(
        "No symbol%s is declared at %s:%d%s."
            .formatted(
                name.isEmpty() ? "" : " \"" + SafeText.shown(name) + "\"",
                SafeText.shown(path),
                line + 1,
                elsewhere.isEmpty()
                    ? "; outline of the file shows what is"
                    : "; did you mean "
                        + String.join(", ", elsewhere.stream().map(SymbolFinder::place).toList())
                        + "?"));
  }

  /**
   * Returns the innermost of some symbols that spans a line; of several of one length the last.
   *
   * @param symbols of one file
   * @param line zero-based
   */
  public static Optional<Symbol> innermost(List<Symbol> symbols, int line) {
    Symbol innermost = null;
    for (Symbol symbol : symbols) {
      if (symbol.startLine() <= line
          && line <= symbol.endLine()
          && (innermost == null || length(symbol) <= length(innermost))) {
        innermost = symbol;
      }
    }
    return Optional.ofNullable(innermost);
  }

  private static int length(Symbol symbol) {
    return symbol.endLine() - symbol.startLine();
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
  public void remarkOnCase(String name, List<Symbol> found) {
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
              .formatted(SafeText.shown(name), SafeText.shown(String.join(", ", others))));
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

  /** Returns the last part of a name, without parameters. */
  public static String simpleName(String name) {
    String dotted = dotted(name);
    return dotted.substring(Math.max(dotted.lastIndexOf('.'), dotted.lastIndexOf(':')) + 1);
  }

  private RetrievalException unknown(String name) {
    List<String> similar = graph.similarNames(simpleName(name), 5);
    return RetrievalException.notFound(
        "No symbol is called \"%s\"%s%s"
            .formatted(
                SafeText.shown(name),
                similar.isEmpty()
                    ? "; search_code looks in names, documentation and text."
                    : "; did you mean "
                        + String.join(", ", similar.stream().map(SafeText::shown).toList())
                        + "?",
                elsewhere.apply(name).sentence()));
  }

  /** Returns the one-based line to show for a symbol: that of its name. */
  public static int line(Symbol symbol) {
    return (symbol.nameLine() >= 0 ? symbol.nameLine() : symbol.startLine()) + 1;
  }

  /** Returns where a symbol is, for text: {@code path:line}, or its key if it has no place. */
  public static String place(Symbol symbol) {
    return symbol.kind().isInSource()
        ? symbol.path() + ":" + line(symbol)
        : symbol.kind().label() + " " + symbol.key();
  }
}
