package dev.codeintel.mcp;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.indexing.Freshness;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.CodeSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a tool on one snapshot: its arguments and what it may ask. Not thread-safe.
 *
 * @param arguments checked
 * @param graph of the snapshot; valid during the call
 * @param freshness of the snapshot
 * @param search over the graph
 * @param listener polled by tools that may take long
 */
record ToolCall(
    Arguments arguments,
    SymbolGraph graph,
    Freshness freshness,
    CodeSearch search,
    CallListener listener,
    Map<String, List<String>> linesByPath) {

  private static final int MAX_NAMESAKES = 100;

  ToolCall(
      Arguments arguments,
      SymbolGraph graph,
      Freshness freshness,
      CodeSearch search,
      CallListener listener) {
    this(arguments, graph, freshness, search, listener, new HashMap<>());
  }

  SymbolFilter filter(Set<SymbolKind> kinds) {
    return new SymbolFilter(
        kinds,
        arguments.text("path_glob"),
        arguments.text("language"),
        arguments.flag("include_tests"));
  }

  LinkQuery links(Set<RelationshipKind> kinds) {
    return links(kinds, arguments.minEvidence(), arguments.flag("include_tests"));
  }

  LinkQuery links(Set<RelationshipKind> kinds, Evidence least, boolean includeTests) {
    return new LinkQuery(
        kinds, least, includeTests, arguments.text("path_glob"), arguments.text("language"));
  }

  SymbolFinder finder() {
    return new SymbolFinder(graph);
  }

  /** Returns the lines of a file, without line ends; empty if its text is not kept. */
  List<String> lines(String path) {
    return linesByPath.computeIfAbsent(
        path, p -> graph.text(p).map(ToolCall::split).orElse(List.of()));
  }

  /** Reads the texts of some files at once, so that {@link #lines} need not read each. */
  void readLines(Collection<String> paths) {
    Set<String> unread = new HashSet<>(paths);
    unread.removeAll(linesByPath.keySet());
    if (unread.size() > 1) {
      graph.texts(unread).forEach((path, text) -> linesByPath.put(path, split(text)));
    }
  }

  /** Splits a text at the ends of lines; what follows the last is a line too. */
  static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(lines::add);
    if (text.isEmpty() || text.endsWith("\n") || text.endsWith("\r")) {
      lines.add("");
    }
    return lines;
  }

  /** Returns one line, trimmed and cut; "" if it is not known. */
  String sourceLine(String path, int zeroBasedLine) {
    List<String> lines = lines(path);
    return zeroBasedLine >= 0 && zeroBasedLine < lines.size()
        ? SafeText.cut(SafeText.line(lines.get(zeroBasedLine).strip()), 120)
        : "";
  }

  /** Returns lines {@code from} to {@code to}, both zero-based and inclusive, each with its end. */
  String source(String path, int from, int to) {
    List<String> lines = lines(path);
    StringBuilder source = new StringBuilder();
    for (int i = Math.max(0, from); i <= to && i < lines.size(); i++) {
      source.append(lines.get(i)).append('\n');
    }
    return source.toString();
  }

  /**
   * Returns the places known to use or declare one of these names, as {@code path:line} from line
   * 0.
   */
  Set<String> usesOf(Collection<String> names) {
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    Set<SymbolKind> all = EnumSet.allOf(SymbolKind.class);
    for (String name : names) {
      for (Symbol symbol :
          graph.symbolsByName(name, new SymbolFilter(all, "", "", true), MAX_NAMESAKES)) {
        ids.add(symbol.id());
        places.add(symbol.path() + ":" + symbol.nameLine());
      }
    }
    LinkQuery any = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
    for (Relationship use : graph.relationshipsTo(ids, any)) {
      places.add(use.path() + ":" + use.line());
    }
    return places;
  }

  /** Adds to an answer what limits every answer from this snapshot. */
  void addCoverage(Answer answer) {
    String limitation = graph.snapshot().limitation();
    if (limitation != null) {
      answer.partial("index_limited", limitation);
    }
    if (freshness.staleFiles() > 0) {
      answer.partial(
          "stale", freshness.staleFiles() + " files changed since this snapshot was made");
    }
  }
}
