package dev.codeintel.tools;

import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchHit;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.search.SearchQuery.Mode;
import dev.codeintel.search.SearchResult;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Searches names, documentation and text. */
@Singleton
final class SearchCodeTool implements Tool<SearchCodeTool.Input> {
  private static final int MAX_LIMIT = 1_000;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          20,
          "search_code",
          "Search code",
          "Ranked search when no name is known: words (auto: names, docs, code, meaning), a literal"
              + " text, or a regex (RE2), both line by line. Several queries at once; each hit says what matched."
              + " Example: {\"queries\":[\"retry after timeout\"]}",
          Input.class);

  /** What to look for. */
  record Input(
      @Argument(required = true, exact = true) List<String> queries,
      @Argument(absent = "auto") Mode mode,
      @Argument List<SymbolKind> kinds,
      @Argument(description = "per query, default 50", absent = "50", least = 1, most = MAX_LIMIT)
          int limit) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    List<String> queries = input.queries();
    if (queries.isEmpty()) {
      throw ToolException.caller("queries must hold at least one text.");
    }
    int limit = input.limit();
    Set<SymbolKind> kinds = new TreeSet<>(input.kinds());
    Answer answer = new Answer();
    Mode mode = input.mode();
    boolean isRanked = mode == Mode.AUTO || mode == Mode.SEMANTIC;
    if (!kinds.isEmpty() && !isRanked) {
      throw ToolException.caller(
          "kinds chooses among symbols, and mode %s finds lines: leave out one of them."
              .formatted(input.mode().label()));
    }
    if (isRanked && queries.stream().anyMatch(String::isBlank)) {
      throw ToolException.caller(
          "Each of queries must hold a word; spaces are found by mode text or regex.");
    }
    List<SearchResult> results = new ArrayList<>();
    for (String query : queries) {
      call.checkCancelled();
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
            Reason.LIMIT,
            "only the %s %d hits for \"%s\" are listed; %snarrow with path_glob"
                .formatted(
                    isRanked ? "best" : "first",
                    result.hits().size(),
                    SafeText.shown(query),
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
          answer.add(new Match(hits.get(place), queries.get(i), queries.size() > 1));
        }
      }
    }
  }

  /**
   * A symbol or line that matches.
   *
   * @param isOneOfSeveral whether there are several queries, so that the hit has to say which
   */
  private record Match(SearchHit found, String query, boolean isOneOfSeveral) implements Hit {
    private static final int MAX_SNIPPET = 200;

    private String snippet() {
      return SafeText.cut(found.snippet().strip(), MAX_SNIPPET);
    }

    @Override
    public Fields fields() {
      Symbol symbol = found.symbol();
      Fields fields =
          (symbol == null ? Fields.at(found.path(), found.line()) : Fields.of(symbol))
              .put(Field.PATH, found.path())
              .put(Field.LINE, found.line() + 1)
              .put(Field.MATCHED, found.matched())
              .putUnlessEmpty(Field.SNIPPET, snippet())
              .put(Field.SCORE, Math.round(found.score() * 1000) / 1000.0);
      return isOneOfSeveral
          ? fields.put(Field.QUERY, SafeText.cut(query, FindSymbolTool.MAX_QUERY))
          : fields;
    }

    @Override
    public String line() {
      StringBuilder line = new StringBuilder(found.path()).append(':').append(found.line() + 1);
      Symbol symbol = found.symbol();
      if (symbol != null) {
        line.append(' ')
            .append(symbol.kind().label())
            .append(' ')
            .append(SymbolHit.shortId(symbol));
      }
      line.append(" [").append(String.join(",", found.matched())).append(']');
      SymbolHit.append(line, "  | ", snippet());
      if (isOneOfSeveral) {
        line.append("  <- ").append(SafeText.cut(query, FindSymbolTool.MAX_QUERY_IN_LINE));
      }
      return line.toString();
    }
  }
}
