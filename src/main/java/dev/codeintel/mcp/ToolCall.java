package dev.codeintel.mcp;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.indexing.Freshness;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.CodeSearch;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * One call of a tool on one snapshot: its arguments and what it may ask. Not thread-safe.
 *
 * @param arguments checked
 * @param graph of the snapshot; valid during the call
 * @param freshness of the snapshot
 * @param search over the graph
 * @param listener polled by tools that may take long
 * @param sources the files that the answer quotes
 */
record ToolCall(
    Arguments arguments,
    SymbolGraph graph,
    Freshness freshness,
    CodeSearch search,
    CallListener listener,
    SourceLines sources) {

  private static final int MAX_NAMESAKES = 100;

  ToolCall(
      Arguments arguments,
      SymbolGraph graph,
      Freshness freshness,
      CodeSearch search,
      CallListener listener) {
    this(arguments, graph, freshness, search, listener, new SourceLines(graph));
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
    return new SymbolFinder(graph, arguments::remark);
  }

  /**
   * Returns the places in some files known to use or declare one of these names, as {@code
   * path:line} from line 0.
   */
  Set<String> usesOf(Collection<String> names, Set<String> paths) {
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    Set<SymbolKind> all = EnumSet.allOf(SymbolKind.class);
    for (String name : names) {
      for (Symbol symbol :
          graph.symbolsByName(name, new SymbolFilter(all, "", "", true), MAX_NAMESAKES)) {
        ids.add(symbol.id());
        if (paths.contains(symbol.path())) {
          places.add(symbol.path() + ":" + symbol.nameLine());
        }
      }
    }
    LinkQuery any = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
    for (Relationship use : graph.relationshipsTo(ids, any)) {
      if (paths.contains(use.path())) {
        places.add(Unseen.place(use));
      }
    }
    return places;
  }

  /** Adds to an answer what limits every answer from this snapshot. */
  void addCoverage(Answer answer) {
    String limitation = graph.snapshot().limitation();
    if (limitation != null) {
      answer.partial("index_limited", limitation);
    }
    Long notLinked = graph.snapshot().counts().get(Snapshot.NOT_LINKED);
    if (notLinked != null) {
      answer.partial(
          "not_linked",
          notLinked
              + " references are left out, because linking them failed; search_code finds them");
    }
    if (freshness.staleFiles() > 0) {
      answer.partial(
          "stale", freshness.staleFiles() + " files changed since this snapshot was made");
    }
    if (answer.size() == 0) {
      addFiltersThatFitNothing(answer);
    }
  }

  private void addFiltersThatFitNothing(Answer answer) {
    String language = arguments.text("language");
    if (!language.isEmpty() && !graph.languages().contains(language)) {
      answer.unknown(
          "no_such_language",
          "no indexed file is in language \"%s\"; there are %s"
              .formatted(SymbolFinder.shown(language), String.join(", ", graph.languages())));
    }
    String glob = arguments.text("path_glob");
    if (!glob.isEmpty() && graph.files(glob, "", 1).isEmpty()) {
      answer.unknown(
          "no_such_path",
          "no indexed file matches path_glob \"%s\"; outline lists the files"
              .formatted(SymbolFinder.shown(glob)));
    }
  }
}
