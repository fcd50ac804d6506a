package dev.codeintel.tools.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.model.Evidence;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  enum Way implements Labelled {
    CALLERS,
    CALLEES;

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Walk(
      @Argument(required = true, description = "where") String from,
      @Argument(absent = "callers") Way direction,
      @Argument(least = 1, most = 20) OptionalInt depth,
      @Argument(absent = "100", least = 1, most = 5_000) int limit) {}

  record Search(
      @Argument(required = true) List<String> names,
      @Argument(exact = true) List<String> texts,
      @Argument List<SymbolKind> kinds,
      @Argument(isLong = true) String longText) {}

  private static final InputType<Walk> WALK = InputType.of(Walk.class);
  private static final InputType<Search> SEARCH = InputType.of(Search.class);

  private static Arguments check(InputType<?> type, Map<String, ? extends @Nullable Object> raw) {
    List<Parameter> all = new ArrayList<>(type.parameters());
    all.addAll(CommonInput.TYPE.parameters());
    return Arguments.check("walk", all, raw);
  }

  private static Walk walk(Map<String, ?> raw) {
    return WALK.read(check(WALK, raw));
  }

  private static Search search(Map<String, ?> raw) {
    return SEARCH.read(check(SEARCH, raw));
  }

  @Test
  void rejectsUnknownNamesWithASuggestion() {
    assertThatThrownBy(() -> check(SEARCH, Map.of("nammes", List.of("x"))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("did you mean \"names\"?");
    assertThatThrownBy(() -> check(WALK, Map.of("from", "x", "symbol", "y")))
        .hasMessageContaining("no argument \"symbol\"");
  }

  @Test
  void namesTheArgumentThatIsMissing() {
    assertThatThrownBy(() -> check(WALK, Map.of()))
        .hasMessageContaining("walk needs the argument from (where)");
  }

  @Test
  void hasDefaultsForWhatIsAbsent() {
    assertThat(walk(Map.of("from", "x")))
        .isEqualTo(new Walk("x", Way.CALLERS, OptionalInt.empty(), 100));
    assertThat(search(Map.of("names", "x")))
        .isEqualTo(new Search(List.of("x"), List.of(), List.of(), ""));
    assertThat(walk(Map.of("from", "x", "direction", " ")).direction()).isEqualTo(Way.CALLERS);
    assertThat(CommonInput.TYPE.read(check(WALK, Map.of("from", "x"))))
        .isEqualTo(new CommonInput("", "", 4_000, "", "", "", false, Evidence.CANDIDATE));
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> walk(Map.of("from", "x", "limit", -3)))
        .hasMessage("limit must be from 1 to 5000, not -3.");
    assertThatThrownBy(() -> walk(Map.of("from", "x", "depth", "-1")))
        .hasMessage("depth must be from 1 to 20, not -1.");
  }

  @Test
  void movesNumbersIntoTheirRange() {
    Arguments arguments = check(WALK, Map.of("from", "x", "depth", 0, "limit", 1e300));
    Walk walk = WALK.read(arguments);
    assertThat(walk.depth()).hasValue(1);
    assertThat(walk.limit()).isEqualTo(5000);
    assertThat(arguments.limited("max_tokens", -7, 200, 20_000)).isEqualTo(200);
    assertThat(arguments.remarks())
        .containsExactly(
            "depth=0 was taken as 1: it goes from 1 to 20",
            "limit=9223372036854775807 was taken as 5000: it goes from 1 to 5000",
            "max_tokens=-7 was taken as 200: it goes from 200 to 20000");
  }

  @Test
  void saysWhichTypeIsWanted() {
    assertThatThrownBy(() -> check(WALK, Map.of("from", 5)))
        .hasMessage("from must be a string, not 5.");
    assertThatThrownBy(() -> check(WALK, Map.of("from", "x", "depth", "deep")))
        .hasMessage("depth must be a whole number, not \"deep\".");
    assertThatThrownBy(() -> check(SEARCH, Map.of("names", Map.of())))
        .hasMessage("names must be a list of strings, not an object.");
    assertThatThrownBy(() -> check(WALK, Map.of("from", "x", "direction", "up")))
        .hasMessage("direction must be one of callers, callees, not \"up\".");
    assertThatThrownBy(() -> check(SEARCH, Map.of("names", "x", "kinds", List.of("clas"))))
        .hasMessageStartingWith("kinds must be one of file, namespace, class,")
        .hasMessageEndingWith("not \"clas\".");
    assertThatThrownBy(() -> check(WALK, Map.of("from", "x", "min_evidence", "certain")))
        .hasMessage(
            "min_evidence must be one of resolved, likely, heuristic, candidate, text, not"
                + " \"certain\".");
  }

  @Test
  void takesTextsExactlyOnlyIfAsked() {
    List<String> given = List.of(" a ", "", " ");
    Search search = search(Map.of("names", given, "texts", given));
    assertThat(search.names()).containsExactly("a");
    assertThat(search.texts()).containsExactly(" a ", " ");
  }

  @Test
  void takesOneTextAsAListAndNullAsAbsent() {
    Map<String, @Nullable Object> raw = new HashMap<>();
    raw.put("names", "Owner.name");
    raw.put("kinds", null);
    Search search = SEARCH.read(check(SEARCH, raw));
    assertThat(search.names()).containsExactly("Owner.name");
    assertThat(search.kinds()).isEmpty();
  }

  @Test
  void takesAListThatWasSentAsText() {
    Arguments arguments = check(SEARCH, Map.of("names", " [\"a.b\", \"c\"] ", "kinds", "[]"));
    Search search = SEARCH.read(arguments);
    assertThat(search.names()).containsExactly("a.b", "c");
    assertThat(search.kinds()).isEmpty();
    assertThat(arguments.remarks())
        .containsExactly(
            "kinds was sent as a text that holds a list; it was taken as the list",
            "names was sent as a text that holds a list; it was taken as the list");

    for (String text : List.of("[a]", "[1]", "[\"a\"", "[]x", "[[\"a\"]]", "operator[]")) {
      assertThat(search(Map.of("names", text)).names()).as(text).containsExactly(text);
    }
  }

  @Test
  void boundsTheLengthOfTexts() {
    String text = "x".repeat(Arguments.MAX_TEXT + 1);
    assertThatThrownBy(() -> walk(Map.of("from", text)))
        .hasMessage("from is too long: 4001 characters; at most 4000 are read.");
    assertThatThrownBy(() -> search(Map.of("names", List.of("a", text))))
        .hasMessage("A value of names is too long: 4001 characters; at most 4000 are read.");
    assertThat(search(Map.of("names", "a", "long_text", "x".repeat(300_000))).longText())
        .hasSize(Arguments.MAX_LONG_TEXT);
  }

  @Test
  void hashesTheQuestionButNotThePage() {
    Arguments first = check(SEARCH, Map.of("names", "x"));
    Arguments next = check(SEARCH, Map.of("names", List.of("x"), "cursor", "c", "max_tokens", 500));
    Arguments other = check(SEARCH, Map.of("names", "y"));
    assertThat(next.queryHash()).isEqualTo(first.queryHash());
    assertThat(other.queryHash()).isNotEqualTo(first.queryHash());
  }

  @Test
  void describesWhatItTakesInASchema() {
    assertThat(InputType.schema(WALK.parameters()).toString())
        .isEqualTo(
            "{type=object, properties={from={type=string, description=where},"
                + " direction={type=string, enum=[callers, callees]}, depth={type=integer},"
                + " limit={type=integer}}, required=[from], additionalProperties=false}");
  }

  record Undescribed(String name) {}

  record Unfit(@Argument Object name) {}

  @Test
  void refusesRecordsThatAreNoInput() {
    assertThatThrownBy(() -> InputType.of(Undescribed.class)).hasMessageContaining("@Argument");
    assertThatThrownBy(() -> InputType.of(Unfit.class)).hasMessageContaining("of a type");
  }
}
