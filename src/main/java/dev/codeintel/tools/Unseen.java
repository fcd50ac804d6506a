package dev.codeintel.tools;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Reason;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says what an answer may lack: uses by name only, uses of lower evidence, and files the index does
 * not see into. A file counts only if it could hold an answer.
 */
final class Unseen {
  /** The text is there, but not all of it was understood. */
  private static final Set<SkipReason> NOT_UNDERSTOOD =
      EnumSet.of(
          SkipReason.SYNTAX_ERRORS,
          SkipReason.PARSE_TIMEOUT,
          SkipReason.PARSE_FAILED,
          SkipReason.PARSER_CRASH,
          SkipReason.PARSER_NOT_TRIED,
          SkipReason.TOO_DEEP,
          SkipReason.OUT_OF_MEMORY);

  /** Source code may be in it, but it was not read. What a user left out is outside the index. */
  private static final Set<SkipReason> NOT_READ =
      EnumSet.of(
          SkipReason.TOO_LARGE,
          SkipReason.MINIFIED,
          SkipReason.LFS_POINTER,
          SkipReason.UNREADABLE,
          SkipReason.OUT_OF_MEMORY,
          SkipReason.VANISHED,
          SkipReason.SUBMODULE_MISSING);

  private static final int MAX_FILES = 1_000;
  private static final int MAX_NAMES = 20;
  private static final int MAX_NAMED = 3;

  private final ToolCall call;
  private final SymbolGraph graph;

  Unseen(ToolCall call) {
    this.call = call;
    this.graph = call.graph();
  }

  /**
   * Adds the files that may hold what was asked for.
   *
   * @param names one of which the missing text would contain; empty if it may be anything
   * @param known gives, of some files, the places that the answer has or that cannot be an answer,
   *     as {@code path:line} from line 0
   */
  void addFiles(Answer answer, Collection<String> names, Function<Set<String>, Set<String>> known) {
    if (isAnyNotUnderstood()) {
      addNotUnderstood(answer, names, known);
    }
    addNotRead(answer);
  }

  private boolean isAnyNotUnderstood() {
    Map<String, Long> skipped = graph.snapshot().skipped();
    return NOT_UNDERSTOOD.stream().anyMatch(reason -> skipped.containsKey(reason.label()));
  }

  /** Returns the files of which the parser understood a part only. */
  Set<String> partialFiles() {
    Set<String> paths = new HashSet<>();
    if (isAnyNotUnderstood()) {
      for (IndexedFile file : graph.filesNotWhole(NOT_UNDERSTOOD, "", Integer.MAX_VALUE)) {
        if (file.status() == FileStatus.PARTIAL) {
          paths.add(file.path());
        }
      }
    }
    return paths;
  }

  private void addNotUnderstood(
      Answer answer, Collection<String> names, Function<Set<String>, Set<String>> known) {
    Map<String, String> texts = textsWith(names);
    Set<String> places = texts.isEmpty() ? Set.of() : known.apply(texts.keySet());
    Set<String> files = new TreeSet<>();
    texts.forEach(
        (path, text) -> {
          call.checkCancelled();
          if (names.isEmpty() ? !text.isBlank() : hasOther(path, text, names, places)) {
            files.add(path);
          }
        });
    if (!files.isEmpty()) {
      answer.partial(
          Reason.NOT_UNDERSTOOD,
          "%s in which the parser could not make sense of everything may hold more"
              .formatted(listed(files)));
    }
  }

  /** Returns the texts, by path, that were not understood and contain one of the names. */
  private Map<String, String> textsWith(Collection<String> names) {
    String language = call.common().language();
    List<String> paths =
        graph.filesNotWhole(NOT_UNDERSTOOD, call.common().pathGlob(), MAX_FILES).stream()
            .filter(file -> language.isEmpty() || language.equals(file.language()))
            .map(IndexedFile::path)
            .toList();
    Map<String, String> texts = new HashMap<>(paths.isEmpty() ? Map.of() : graph.texts(paths));
    texts.values().removeIf(text -> !names.isEmpty() && names.stream().noneMatch(text::contains));
    return texts;
  }

  /**
   * Tells whether one of the names stands as a whole word in a line that is not among the places.
   */
  private static boolean hasOther(
      String path, String text, Collection<String> names, Set<String> places) {
    for (String name : names) {
      int line = 0;
      int counted = 0;
      int at = name.isEmpty() ? -1 : text.indexOf(name);
      for (; at >= 0; at = text.indexOf(name, at + 1)) {
        for (; counted < at; counted++) {
          line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        if (isWholeWord(text, at, at + name.length()) && !places.contains(path + ":" + line)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isWholeWord(String text, int start, int end) {
    return (start == 0 || !isPartOfWord(text.codePointBefore(start)))
        && (end == text.length() || !isPartOfWord(text.codePointAt(end)));
  }

  private static boolean isPartOfWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** Adds the files of code that were not read at all. */
  void addNotRead(Answer answer) {
    Map<String, Long> skipped = graph.snapshot().skipped();
    if (NOT_READ.stream().noneMatch(reason -> skipped.containsKey(reason.label()))) {
      return;
    }
    String glob = call.common().pathGlob();
    Map<String, Boolean> isCode = new HashMap<>();
    Set<String> files = new LinkedHashSet<>();
    for (IndexedFile file : graph.filesNotWhole(NOT_READ, glob, MAX_FILES)) {
      String path = file.path();
      String ending = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')));
      boolean isRead = file.status() != FileStatus.SKIPPED;
      if (!isRead && (ending.equals("/") || isCode.computeIfAbsent(ending, this::isCode))) {
        files.add(path);
      }
    }
    if (!files.isEmpty()) {
      answer.partial(
          Reason.NOT_READ,
          "%s could not be read and may hold more; index_status has the reasons"
              .formatted(listed(files)));
    }
  }

  /** Tells whether files that end like this are code: others of them have a language. */
  private boolean isCode(String ending) {
    String language = call.common().language();
    return ending.startsWith(".")
        && graph.files("**/*" + ending, "", MAX_NAMED * 10).stream()
            .filter(file -> file.status() != FileStatus.SKIPPED)
            .map(IndexedFile::language)
            .anyMatch(found -> language.isEmpty() ? !found.isEmpty() : found.equals(language));
  }

  private static String listed(Set<String> paths) {
    String first = String.join(", ", paths.stream().limit(MAX_NAMED).toList());
    return paths.size() == 1
        ? first
        : paths.size() + " files (" + first + (paths.size() > MAX_NAMED ? ", …)" : ")");
  }

  /** Says how many uses of these names could not be attributed to any symbol. */
  void addUnattributed(Answer answer, Collection<Symbol> symbols, LinkQuery query) {
    Set<String> names = new LinkedHashSet<>();
    for (Symbol symbol : symbols) {
      if (symbol.kind().isInSource() && names.size() < MAX_NAMES) {
        names.add(symbol.name());
      }
    }
    Set<Integer> unresolved = new HashSet<>();
    if (!graph.snapshot().counts().containsKey("relationships_" + Evidence.TEXT.label())) {
      return;
    }
    names.forEach(name -> unresolved.addAll(unresolved(graph, name)));
    int uses = unresolved.isEmpty() ? 0 : graph.relationshipsTo(unresolved, text(query)).size();
    if (uses > 0) {
      answer.partial(
          Reason.DYNAMIC_DISPATCH,
          "%d uses of the name%s %s could not be attributed to any symbol; find_references with"
                  .formatted(
                      uses, names.size() == 1 ? "" : "s", SafeText.shown(String.join(", ", names)))
              + " min_evidence=text lists them");
    }
  }

  /**
   * Says how many calls of what these methods override may run them, beside those already found.
   *
   * @param shown relationships the answer has
   */
  void addOverridden(
      Answer answer,
      Collection<Integer> methods,
      LinkQuery query,
      Supplier<Collection<Link>> shown) {
    Map<Integer, String> above = new LinkedHashMap<>();
    LinkQuery overrides =
        new LinkQuery(Set.of(RelationshipKind.OVERRIDES), Evidence.CANDIDATE, true, "", "");
    for (Link link : graph.linksFrom(methods, overrides)) {
      above.putIfAbsent(link.relationship().to(), link.symbol().qualifiedName());
    }
    if (above.isEmpty()) {
      return;
    }
    LinkQuery calls =
        new LinkQuery(
            Set.of(RelationshipKind.CALLS),
            query.least(),
            query.includeTests(),
            query.pathGlob(),
            query.language());
    Set<String> known = new HashSet<>();
    shown.get().forEach(link -> known.add(place(link.relationship())));
    long uses =
        graph.relationshipsTo(above.keySet(), calls).stream()
            .map(Unseen::place)
            .filter(place -> !known.contains(place))
            .distinct()
            .count();
    if (uses > 0) {
      answer.partial(
          Reason.DYNAMIC_DISPATCH,
          "%d calls of what it overrides may run it: ask for the references of %s"
              .formatted(uses, SafeText.shown(listed(new LinkedHashSet<>(above.values())))));
    }
  }

  /** Returns where a use is, as {@code path:line} from line 0. */
  static String place(Relationship use) {
    return use.path() + ":" + use.line();
  }

  /** Returns the symbols that stand for a name nobody could attribute. */
  static Set<Integer> unresolved(SymbolGraph graph, String name) {
    SymbolFilter filter = new SymbolFilter(Set.of(SymbolKind.UNRESOLVED), "", "", true);
    Set<Integer> ids = new LinkedHashSet<>();
    for (Symbol symbol : graph.symbolsByName(name, filter, 20)) {
      if (symbol.name().equals(name)) {
        ids.add(symbol.id());
      }
    }
    return ids;
  }

  private static LinkQuery text(LinkQuery query) {
    return new LinkQuery(
        query.kinds(), Evidence.TEXT, query.includeTests(), query.pathGlob(), query.language());
  }

  /** Says how many uses min_evidence hides, leaving out uses by name only. */
  void addHidden(Answer answer, Collection<Integer> targets, LinkQuery query) {
    if (query.least().compareTo(Evidence.CANDIDATE) >= 0) {
      return;
    }
    Set<String> hidden = new HashSet<>();
    Set<String> shown = new HashSet<>();
    LinkQuery all =
        new LinkQuery(
            query.kinds(),
            Evidence.CANDIDATE,
            query.includeTests(),
            query.pathGlob(),
            query.language());
    for (Relationship use : graph.relationshipsTo(targets, all)) {
      (use.evidence().isAtLeast(query.least()) ? shown : hidden).add(place(use));
    }
    hidden.removeAll(shown);
    if (!hidden.isEmpty()) {
      answer.partial(
          Reason.MIN_EVIDENCE,
          "%d places of lower evidence are hidden; min_evidence=candidate lists them"
              .formatted(hidden.size()));
    }
  }
}
