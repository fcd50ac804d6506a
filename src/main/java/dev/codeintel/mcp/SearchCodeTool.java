package dev.codeintel.mcp;

import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Symbol;
import dev.codeintel.search.SearchHit;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.SearchQuery.Mode;
import dev.codeintel.search.SearchResult;
import java.util.List;

/** Searches names, documentation and text. */
final class SearchCodeTool implements CodeTool {

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "search_code",
        "Search code",
        "Ranked search when no name is known: words (auto: names, docs, paths, then text), a literal"
            + " text, or a regex (RE2). Several queries at once; each hit says what matched."
            + " Example: {\"queries\":[\"retry after timeout\"]}",
        List.of(
            Parameter.required("queries", ArgumentType.TEXTS, ""),
            Parameter.choice("mode", "auto", "text", "regex", "semantic"),
            Parameter.of("kinds", ArgumentType.TEXTS, ""),
            Parameter.of("limit", ArgumentType.NUMBER, "per query, default 50")));
  }

  @Override
  public Answer answer(ToolCall call) {
    List<String> queries = call.arguments().texts("queries");
    if (queries.isEmpty()) {
      throw ToolException.caller("queries must hold at least one text.");
    }
    int limit = call.arguments().number("limit", 50, 1, 1_000);
    Answer answer = new Answer();
    Mode mode =
        switch (call.arguments().text("mode")) {
          case "text" -> Mode.TEXT;
          case "regex" -> Mode.REGEX;
          case "semantic" -> {
            answer.partial(
                "no_semantic_search", "there are no vectors in this index; mode auto was used");
            yield Mode.AUTO;
          }
          default -> Mode.AUTO;
        };
    for (String query : queries) {
      call.listener().checkCancelled();
      SearchResult result =
          call.search()
              .find(
                  call.graph(),
                  new SearchQuery(
                      query,
                      mode,
                      call.filter(FindSymbolTool.kinds(call.arguments().texts("kinds"))),
                      limit));
      for (SearchHit hit : result.hits()) {
        answer.add(hit(hit, query, queries.size() > 1));
      }
      if (result.isTruncated()) {
        answer.partial(
            "limit",
            "only the best %d hits for \"%s\" are listed; raise limit or narrow with path_glob"
                .formatted(result.hits().size(), SymbolFinder.shown(query)));
      }
    }
    new Unseen(call).addNotRead(answer);
    call.addCoverage(answer);
    return answer.ifNothing("Nothing matches.");
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
