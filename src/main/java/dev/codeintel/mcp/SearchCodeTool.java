package dev.codeintel.mcp;

import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchHit;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.SearchQuery.Mode;
import dev.codeintel.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Searches names, documentation and text. */
final class SearchCodeTool implements CodeTool {
  private static final int MAX_LIMIT = 1_000;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "search_code",
        "Search code",
        "Ranked search when no name is known: words (auto: names, docs, code, meaning), a literal"
            + " text, or a regex (RE2), both line by line. Several queries at once; each hit says what matched."
            + " Example: {\"queries\":[\"retry after timeout\"]}",
        List.of(
            Parameter.required("queries", ArgumentType.TEXTS, ""),
            Parameter.choice("mode", "auto", "text", "regex", "semantic"),
            Parameter.of("kinds", ArgumentType.TEXTS, ""),
            Parameter.of("limit", ArgumentType.NUMBER, "per query, default 50")));
  }

  @Override
  public Answer answer(ToolCall call) {
    List<String> queries = call.arguments().exactTexts("queries");
    if (queries.isEmpty()) {
      throw ToolException.caller("queries must hold at least one text.");
    }
    int limit = call.arguments().number("limit", 50, 1, MAX_LIMIT);
    Set<SymbolKind> kinds = FindSymbolTool.kinds(call.arguments().texts("kinds"));
    Answer answer = new Answer();
    Mode mode =
        switch (call.arguments().text("mode")) {
          case "text" -> Mode.TEXT;
          case "regex" -> Mode.REGEX;
          case "semantic" -> Mode.SEMANTIC;
          default -> Mode.AUTO;
        };
    boolean isRanked = mode == Mode.AUTO || mode == Mode.SEMANTIC;
    if (!kinds.isEmpty() && !isRanked) {
      throw ToolException.caller(
          "kinds chooses among symbols, and mode %s finds lines: leave out one of them."
              .formatted(call.arguments().text("mode")));
    }
    if (isRanked && queries.stream().anyMatch(String::isBlank)) {
      throw ToolException.caller(
          "Each of queries must hold a word; spaces are found by mode text or regex.");
    }
    List<SearchResult> results = new ArrayList<>();
    for (String query : queries) {
      call.listener().checkCancelled();
      results.add(
          call.search()
              .find(call.graph(), new SearchQuery(query, mode, call.filter(kinds), limit)));
    }
    addInTurns(answer, queries, results);
    for (int i = 0; i < queries.size(); i++) {
      String query = queries.get(i);
      SearchResult result = results.get(i);
      result.gaps().forEach(gap -> SearchGaps.add(answer, gap));
      if (result.isTruncated()) {
        answer.partial(
            "limit",
            "only the %s %d hits for \"%s\" are listed; %snarrow with path_glob"
                .formatted(
                    isRanked ? "best" : "first",
                    result.hits().size(),
                    SymbolFinder.shown(query),
                    limit < MAX_LIMIT ? "raise limit or " : ""));
      }
    }
    new Unseen(call).addNotRead(answer);
    call.addCoverage(answer);
    return answer.ifNothing("Nothing matches.");
  }

  /** The best of each query first: the budget may not suffice for all. */
  private static void addInTurns(Answer answer, List<String> queries, List<SearchResult> results) {
    int most = results.stream().mapToInt(result -> result.hits().size()).max().orElse(0);
    for (int place = 0; place < most; place++) {
      for (int i = 0; i < queries.size(); i++) {
        List<SearchHit> hits = results.get(i).hits();
        if (place < hits.size()) {
          answer.add(hit(hits.get(place), queries.get(i), queries.size() > 1));
        }
      }
    }
  }

  private static Hit hit(SearchHit found, String query, boolean saysQuery) {
    Symbol symbol = found.symbol();
    Hit hit = symbol == null ? Hit.at(found.path(), found.line()) : Hit.of(symbol);
    String snippet = SafeText.cut(found.snippet().strip(), 200);
    hit.put("path", found.path())
        .put("line", found.line() + 1)
        .put("matched", found.matched().stream().map(SafeText::line).toList())
        .putUnlessEmpty("snippet", snippet)
        .put("score", Math.round(found.score() * 1000) / 1000.0)
        .say(found.path() + ":" + (found.line() + 1));
    if (symbol != null) {
      hit.say(" " + symbol.kind().label() + " " + SymbolHits.shortId(symbol));
    }
    hit.say(" [" + String.join(",", found.matched()) + "]").sayUnlessEmpty("  | ", snippet);
    if (saysQuery) {
      hit.put("query", SafeText.cut(query, 120)).say("  <- " + SafeText.cut(query, 60));
    }
    return hit;
  }
}
