package dev.codeintel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.OwnDataProfile;
import dev.codeintel.indexing.IndexProgress;
import dev.codeintel.indexing.IndexingService;
import dev.codeintel.tools.answer.RenderedAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks small repositories whose truth is known whether an answer is all there is. */
@QuarkusTest
@TestProfile(CompletenessTest.OwnData.class)
class CompletenessTest {
  private static final CallContext LISTENER = CallContext.NONE;

  @Inject IndexingService indexing;
  @Inject CodeTools tools;

  @TempDir Path parent;
  private Path root = Path.of("");

  /** A data folder of its own, and a limit that is easily passed. */
  public static final class OwnData extends OwnDataProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> all = new HashMap<>(super.getConfigOverrides());
      all.put("code-intel.source.max-file-size", "20K");
      return all;
    }
  }

  @BeforeEach
  void writeRepository() throws IOException {
    root = Files.createDirectory(parent.resolve("shop"));
    write(
        "Order.java",
        """
        package shop;
        public class Order {
          public void place() { check(); }
          void check() {}
        }
        """);
    write("Use.java", "package shop;\nclass Use { void all(Order order) { order.place(); } }\n");
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }

  private Map<String, Object> ask(String tool, Map<String, Object> arguments) {
    Map<String, Object> all = new HashMap<>(arguments);
    all.put("repo", root.toString());
    RenderedAnswer answer = tools.call(tool, all, LISTENER);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    Map<String, Object> structured = answer.structured();
    assertThat(structured).isNotNull();
    return structured == null ? Map.of() : structured;
  }

  /** The verdict and the codes of its reasons: "complete", "partial more not_read". */
  private String verdict(String tool, Map<String, Object> arguments) {
    indexing.index(root.toString(), false, IndexProgress.NONE);
    return verdict(ask(tool, arguments));
  }

  private static String verdict(Map<String, Object> answer) {
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(answer.get("completeness")));
    if (answer.get("reasons") instanceof List<?> reasons) {
      reasons.forEach(reason -> words.add(String.valueOf(reason).split(":", 2)[0]));
    }
    return String.join(" ", words);
  }

  private String verdictOfUses(String symbol) {
    return verdict("find_references", Map.of("symbol", symbol));
  }

  @Test
  void isCompleteIfEverythingWasUnderstood() throws IOException {
    Files.write(root.resolve("logo.png"), new byte[] {0, 1, 'p', 'l', 'a', 'c', 'e', 0});
    write("notes.md", "place and check\n");

    assertThat(verdictOfUses("Order.place")).isEqualTo("complete");
    assertThat(verdict("find_symbol", Map.of("names", List.of("place", "nowhere"))))
        .isEqualTo("complete");
    assertThat(verdict("trace", Map.of("from", "Order.check"))).isEqualTo("complete");
    assertThat(verdict("trace", Map.of("from", "Order.place", "direction", "callees")))
        .isEqualTo("complete");
    assertThat(verdict("impact", Map.of("symbols", List.of("Order.check")))).isEqualTo("complete");
    assertThat(verdict("search_code", Map.of("queries", List.of("place")))).isEqualTo("complete");
    assertThat(verdict("outline", Map.of())).isEqualTo("complete");
    assertThat(verdict("read_symbol", Map.of("symbols", List.of("Order.place"))))
        .isEqualTo("complete");
  }

  @Test
  void listsTheBestOfEachQueryFirst() {
    indexing.index(root.toString(), false, IndexProgress.NONE);
    Map<String, Object> answer = ask("search_code", Map.of("queries", List.of("place", "check")));

    assertThat(answer.get("hits")).isInstanceOf(List.class);
    List<Object> queries =
        ((List<?>) answer.get("hits"))
            .stream().map(hit -> (Object) ((Map<?, ?>) hit).get("query")).toList();
    assertThat(queries).startsWith("place", "check", "place");
  }

  @Test
  void refusesAQueryWithoutAWord() {
    indexing.index(root.toString(), false, IndexProgress.NONE);
    Map<String, Object> blank = Map.of("queries", List.of("place", " "), "repo", root.toString());
    RenderedAnswer answer = tools.call("search_code", blank, LISTENER);
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains("must hold a word");
  }

  @Test
  void namesFilesTheParserDidNotUnderstandIfTheyHoldTheName() throws IOException {
    write("Broken.java", "package shop;\nclass Broken { void b( { ] ) = order.place( ; ( } [\n");

    assertThat(verdictOfUses("Order.place")).isEqualTo("partial not_understood");
    assertThat(verdictOfUses("Order.check")).isEqualTo("complete");
    assertThat(verdict("find_symbol", Map.of("names", List.of("place"))))
        .isEqualTo("partial not_understood");
    assertThat(verdict("find_symbol", Map.of("names", List.of("check")))).isEqualTo("complete");
    assertThat(verdict("trace", Map.of("from", "Order.place"))).isEqualTo("partial not_understood");
    assertThat(verdict("impact", Map.of("symbols", List.of("Order.place"))))
        .isEqualTo("partial not_understood");
    assertThat(verdict("outline", Map.of("path", "Broken.java")))
        .isEqualTo("partial syntax_errors");
  }

  @Test
  void namesFilesOfCodeThatWereNotRead() throws IOException {
    write("data.txt", "order.place();\n".repeat(2_000));
    assertThat(verdictOfUses("Order.place")).isEqualTo("complete");

    write("Big.java", "// order.place();\n".repeat(2_000));
    assertThat(verdictOfUses("Order.place")).isEqualTo("partial not_read");
    assertThat(verdict("search_code", Map.of("queries", List.of("place"))))
        .isEqualTo("partial not_read");
    assertThat(verdict("find_references", Map.of("symbol", "Order.place", "path_glob", "Use.java")))
        .isEqualTo("complete");
  }

  @Test
  void countsUsesThatAreKnownByNameOnly() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("m" + i + ".py", "class A" + i + ":\n    def ping(self):\n        return 1\n");
    }
    write("go.py", "def go(x):\n    return x.ping()\n");

    assertThat(verdictOfUses("A0.ping")).isEqualTo("partial dynamic_dispatch");
    assertThat(verdict("find_references", Map.of("symbol", "A0.ping", "min_evidence", "text")))
        .isEqualTo("complete");
    assertThat(verdict("trace", Map.of("from", "A0.ping"))).isEqualTo("partial dynamic_dispatch");
    assertThat(verdict("trace", Map.of("from", "go", "direction", "callees")))
        .isEqualTo("partial dynamic_dispatch");
    assertThat(verdict("impact", Map.of("symbols", List.of("A0.ping"))))
        .isEqualTo("partial dynamic_dispatch");
    assertThat(verdictOfUses("Order.place")).isEqualTo("complete");
  }

  @Test
  void countsCallsOfWhatAMethodOverrides() throws IOException {
    write("Plan.java", "interface Plan { void run(); }\n");
    write("Go.java", "class Go { void go(Plan plan) { plan.run(); } }\n");
    write("A0.java", "class A0 implements Plan { public void run() {} }\n");

    // One of a few: the calls are offered as candidates.
    assertThat(verdict("find_references", Map.of("symbol", "A0.run", "role", "call")))
        .isEqualTo("complete");

    for (int i = 1; i < 8; i++) {
      write("A" + i + ".java", "class A" + i + " implements Plan { public void run() {} }\n");
    }
    assertThat(verdict("find_references", Map.of("symbol", "A0.run", "role", "call")))
        .isEqualTo("partial dynamic_dispatch");
    assertThat(verdict("trace", Map.of("from", "A0.run"))).isEqualTo("partial dynamic_dispatch");
    assertThat(verdict("find_references", Map.of("symbol", "Plan.run", "role", "call")))
        .isEqualTo("complete");
  }

  @Test
  void countsWhatMinEvidenceHides() throws IOException {
    write("a.py", "class A:\n    def pong(self):\n        return 1\n");
    write("b.py", "class B:\n    def pong(self):\n        return 1\n");
    write("go.py", "def go(x):\n    return x.pong()\n");

    assertThat(verdictOfUses("A.pong")).isEqualTo("complete");
    assertThat(verdict("find_references", Map.of("symbol", "A.pong", "min_evidence", "resolved")))
        .isEqualTo("partial min_evidence");
    assertThat(verdict("trace", Map.of("from", "A.pong", "min_evidence", "resolved")))
        .isEqualTo("partial min_evidence");
    assertThat(
            verdict(
                "trace", Map.of("from", "go", "direction", "callees", "min_evidence", "resolved")))
        .isEqualTo("partial dynamic_dispatch");
  }

  @Test
  void isPartialAsLongAsThereAreMorePages() throws IOException {
    write(
        "Many.java",
        "package shop;\nclass Many { void all(Order order) {\n"
            + "    order.place();\n".repeat(60)
            + "} }\n");
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("symbol", "Order.place");
    arguments.put("max_tokens", 500);
    indexing.index(root.toString(), false, IndexProgress.NONE);

    Map<String, Object> page = ask("find_references", arguments);
    assertThat(verdict(page)).isEqualTo("partial more");
    while (page.get("next") != null) {
      arguments.put("cursor", page.get("next"));
      page = ask("find_references", arguments);
    }
    assertThat(verdict(page)).isEqualTo("complete");
  }

  @Test
  void isStaleAfterAChange() throws IOException {
    indexing.index(root.toString(), false, IndexProgress.NONE);
    write("Later.java", "package shop;\nclass Later { void all(Order o) { o.place(); } }\n");

    Map<String, Object> answer = ask("find_references", Map.of("symbol", "Order.place"));
    assertThat(verdict(answer)).isEqualTo("partial stale");
  }

  @Test
  void saysWhichFilterFitsNothing() throws IOException {
    write("OrderTest.java", "package shop;\nclass OrderTest { void placed() {} }\n");
    Map<String, Object> place = Map.of("symbol", "Order.place");

    assertThat(verdict("find_references", with(place, "language", "jva")))
        .isEqualTo("unknown no_such_language");
    assertThat(ask("find_references", with(place, "language", "jva")).toString()).contains("java");
    assertThat(verdict("find_references", with(place, "path_glob", "lib/**")))
        .isEqualTo("unknown no_such_path");
    assertThat(verdict("find_references", with(place, "path_glob", "Order.java")))
        .isEqualTo("complete");

    assertThat(notes("find_symbol", Map.of("names", "place", "kinds", "class")))
        .contains("\"place\" is defined, but not where kinds allows it");
    assertThat(notes("find_symbol", Map.of("names", "place", "path_glob", "Use.java")))
        .contains("\"place\" is defined, but not where path_glob allows it");
    assertThat(notes("find_symbol", Map.of("names", "placed"))).contains("include_tests=true");
    assertThat(notes("find_symbol", Map.of("names", "placed", "path_glob", "Use.java")))
        .doesNotContain("include_tests=true");
    assertThat(
            tools
                .call(
                    "search_code",
                    Map.of(
                        "queries", "x", "mode", "text", "kinds", "class", "repo", root.toString()),
                    LISTENER)
                .text())
        .contains("kinds chooses among symbols");
  }

  @Test
  void saysHowItTookWhatWasAsked() {
    indexing.index(root.toString(), false, IndexProgress.NONE);

    assertThat(notes("find_references", Map.of("symbol", "order.PLACE")))
        .contains("nothing is called \"order.PLACE\" in this case; taken as place");
    assertThat(notes("find_symbol", Map.of("names", "order")))
        .contains("nothing is called \"order\" in this case; taken as Order");
    assertThat(notes("find_references", Map.of("symbol", "Order.place"))).isEmpty();
    assertThat(notes("find_symbol", Map.of("names", List.of("Order", "place", "Ord*")))).isEmpty();
    assertThat(notes("search_code", Map.of("queries", "place", "limit", 100_000)))
        .contains("limit=100000 was taken as 1000");
    assertThat(notes("find_symbol", Map.of("names", "place", "max_tokens", 1)))
        .contains("max_tokens=1 was taken as 200");
    assertThat(notes("read_symbol", Map.of("path", "Order.java", "lines", "4-20")))
        .contains("Order.java has 5 lines");
  }

  private static Map<String, Object> with(Map<String, Object> some, String name, Object value) {
    Map<String, Object> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private String notes(String tool, Map<String, Object> arguments) {
    Object notes = ask(tool, arguments).get("notes");
    return notes == null ? "" : notes.toString();
  }

  @Test
  void statusListsRepositoriesOnly() {
    assertThat(verdict("index_status", Map.of())).isEqualTo("complete");

    RenderedAnswer all = tools.call("index_status", Map.of(), LISTENER);
    Map<String, Object> structured = all.structured();
    assertThat(structured).isNotNull();
    if (structured != null && structured.get("hits") instanceof List<?> hits) {
      assertThat(hits)
          .allSatisfy(hit -> assertThat(((Map<?, ?>) hit).get("kind")).isEqualTo("repository"));
    }
    assertThat(all.text()).contains("# operation ");
  }
}
