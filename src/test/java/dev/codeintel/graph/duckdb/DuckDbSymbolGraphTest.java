package dev.codeintel.graph.duckdb;

import static dev.codeintel.graph.duckdb.TestGraph.calls;
import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.NamedRelationship;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.TextLine;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSymbolGraphTest {
  private static final LinkQuery ALL_LINKS = new LinkQuery(Set.of(), Evidence.TEXT, true, "", "");
  private static final String STORE = "src/Store.java";
  private static final String USER = "src/app/User.java";
  private static final String TEST = "src/test/StoreTest.java";

  @TempDir static Path folder;
  private static TestGraph snapshot;
  private static SymbolGraph graph;

  @BeforeAll
  static void writeGraph() {
    snapshot = new TestGraph(folder, DuckDbSymbolGraphTest::write);
    graph = snapshot.graph();
  }

  @AfterAll
  static void close() {
    snapshot.close();
  }

  private static void write(GraphWriter writer) {
    writer.file(
        file(STORE, "class Store {\n  void put(String key) {}\r\n  void put(int n) {}\n}\n"));
    writer.file(file(USER, "class User {\n  // puts a.b(c) things\n}\n"));
    writer.file(file(TEST, "class StoreTest {\n  // puts in a test\n}\n"));
    writer.file(
        new IndexedFile(
            "logo.png", "", null, 10, 0, 5, FileStatus.SKIPPED, SkipReason.BINARY, null));
    writer.symbol(symbol(0, STORE, "Store.java", SymbolKind.FILE, STORE, 0));
    writer.symbol(symbol(1, STORE, "org.acme.Store", SymbolKind.CLASS, STORE + "#Store", 0));
    writer.symbol(
        symbol(
            2,
            STORE,
            "put",
            "org.acme.Store.put",
            SymbolKind.METHOD,
            STORE + "#Store.put(String)",
            1,
            "Keeps a value for later.",
            false,
            1));
    writer.symbol(
        symbol(
            3,
            STORE,
            "put",
            "org.acme.Store.put",
            SymbolKind.METHOD,
            STORE + "#Store.put(int)",
            2,
            "",
            false,
            1));
    writer.symbol(symbol(4, USER, "User.java", SymbolKind.FILE, USER, 0));
    writer.symbol(symbol(5, USER, "org.acme.app.User", SymbolKind.CLASS, USER + "#User", 0));
    writer.symbol(
        symbol(6, USER, "org.acme.app.User.run", SymbolKind.METHOD, USER + "#User.run()", 1));
    writer.symbol(symbol(7, TEST, "StoreTest.java", SymbolKind.FILE, TEST, 0));
    writer.symbol(
        symbol(8, TEST, "org.acme.StoreTest.puts", SymbolKind.METHOD, TEST + "#puts()", 1));
    writer.symbol(
        symbol(9, "", "java.util.List.add", SymbolKind.EXTERNAL, "java.util.List#add", -1));
    writer.relationship(calls(6, 2, USER, 11));
    writer.relationship(calls(6, 9, USER, 12));
    writer.relationship(calls(8, 6, TEST, 3));
    writer.relationship(
        new Relationship(6, 3, RelationshipKind.CALLS, USER, 13, Evidence.CANDIDATE, 2, true));
    writer.relationship(
        new Relationship(1, 2, RelationshipKind.CONTAINS, STORE, 1, Evidence.RESOLVED, 1, true));
    writer.relationship(calls(2, 6, STORE, 1));
  }

  private List<Integer> named(String name) {
    return graph.symbolsByName(name, SymbolFilter.ALL, 10).stream().map(Symbol::id).toList();
  }

  @Test
  void givesBackWhatWasWritten() {
    assertThat(graph.symbols(Set.of(2)))
        .isEqualTo(
            Map.of(
                2,
                symbol(
                    2,
                    STORE,
                    "put",
                    "org.acme.Store.put",
                    SymbolKind.METHOD,
                    STORE + "#Store.put(String)",
                    1,
                    "Keeps a value for later.",
                    false,
                    1)));
    assertThat(graph.snapshot())
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(TestGraph.snapshot("any"));
    assertThat(graph.file("logo.png").orElseThrow().reason()).isEqualTo(SkipReason.BINARY);
    assertThat(graph.text(USER)).contains("class User {\n  // puts a.b(c) things\n}\n");
    assertThat(graph.text("logo.png")).isEmpty();
    assertThat(graph.fileStamps())
        .containsEntry("logo.png", new FileStamp(10, 5, "", ""))
        .hasSize(4);
  }

  @Test
  void findsSymbolsByName() {
    assertThat(named("put")).containsExactly(2, 3);
    assertThat(named("Store.put")).containsExactly(2, 3);
    assertThat(named("Store#put(String)")).containsExactly(2);
    assertThat(named("put(java.lang.String)")).containsExactly(2);
    assertThat(named("put()")).containsExactly(2, 3);
    assertThat(named("put(long)")).isEmpty();
    assertThat(named("org.acme.Store")).containsExactly(1);
    assertThat(named("acme::Store")).containsExactly(1);
    assertThat(named("cme.Store")).isEmpty();
    assertThat(named("store")).containsExactly(1);
    assertThat(named("Store.java")).containsExactly(0);
    assertThat(named("St*")).containsExactly(1, 0, 7);
    assertThat(named("User.r*")).containsExactly(6);
    assertThat(named("nothing")).isEmpty();
    assertThat(named("'; DROP TABLE symbols")).isEmpty();
  }

  @Test
  void filtersSymbols() {
    SymbolFilter types = new SymbolFilter(Set.of(SymbolKind.CLASS), "", "", true);
    SymbolFilter inApp = new SymbolFilter(Set.of(), "src/app/**", "", true);
    SymbolFilter external = new SymbolFilter(Set.of(SymbolKind.EXTERNAL), "", "", true);
    SymbolFilter noTests = new SymbolFilter(Set.of(), "", "java", false);

    assertThat(graph.symbolsByName("*", types, 10)).extracting(Symbol::id).containsExactly(1, 5);
    assertThat(graph.symbolsByName("*", inApp, 10))
        .extracting(Symbol::id)
        .containsExactlyInAnyOrder(4, 5, 6);
    assertThat(graph.symbolsByName("add", external, 10)).extracting(Symbol::id).containsExactly(9);
    assertThat(graph.symbolsByName("add", SymbolFilter.ALL, 10)).isEmpty();
    assertThat(graph.symbolsByName("puts", noTests, 10)).isEmpty();
  }

  @Test
  void suggestsNamesSpelledAlike() {
    assertThat(graph.similarNames("Stroe", 1)).containsExactly("Store");
    assertThat(graph.similarNames("zzzzzzzzz", 3)).isEmpty();
  }

  @Test
  void listsFilesAndMembers() {
    assertThat(graph.symbolsInFile(STORE)).extracting(Symbol::id).containsExactly(0, 1, 2, 3);
    assertThat(graph.members(1)).extracting(Symbol::id).containsExactly(2, 3);
    assertThat(graph.symbolByKey(USER + "#User.run()").orElseThrow().id()).isEqualTo(6);
    assertThat(graph.files("*.java", "", 10))
        .extracting(IndexedFile::path)
        .containsExactly(STORE, USER, TEST);
    assertThat(graph.files("", STORE, 1)).extracting(IndexedFile::path).containsExactly(USER);
    assertThat(graph.symbolCounts(""))
        .containsExactly(Map.entry(STORE, 3), Map.entry(USER, 2), Map.entry(TEST, 1));
    assertThat(graph.mostUsed("", Set.of(), 5)).extracting(Symbol::id).containsExactly(6, 2, 3);
  }

  @Test
  void findsLinksInBothDirections() {
    assertThat(graph.linksTo(Set.of(2), ALL_LINKS))
        .extracting(link -> link.symbol().id())
        .containsExactly(6);
    List<Link> from = graph.linksFrom(Set.of(6), ALL_LINKS);
    assertThat(from).extracting(link -> link.symbol().id()).containsExactly(2, 9, 3);
    assertThat(from.get(2).relationship().confidence()).isEqualTo(0.5);
    LinkQuery sure = new LinkQuery(Set.of(), Evidence.LIKELY, true, "", "");
    assertThat(graph.linksFrom(Set.of(6), sure)).hasSize(2);
    LinkQuery contains =
        new LinkQuery(Set.of(RelationshipKind.CONTAINS), Evidence.TEXT, true, "", "");
    assertThat(graph.linksTo(Set.of(2), contains))
        .extracting(link -> link.symbol().id())
        .containsExactly(1);
    LinkQuery noTests = new LinkQuery(Set.of(), Evidence.TEXT, false, "", "");
    assertThat(graph.linksTo(Set.of(6), noTests))
        .extracting(link -> link.symbol().id())
        .containsExactly(2);
    LinkQuery elsewhere = new LinkQuery(Set.of(), Evidence.TEXT, true, "/src/test/", "java");
    assertThat(graph.linksTo(Set.of(6), elsewhere))
        .extracting(link -> link.symbol().id())
        .containsExactly(8);
  }

  @Test
  void givesRelationshipsAloneAsWithTheirSymbols() {
    for (Set<Integer> ids : List.of(Set.of(2), Set.of(2, 3, 6), Set.<Integer>of())) {
      assertThat(graph.relationshipsTo(ids, ALL_LINKS))
          .containsExactlyInAnyOrderElementsOf(
              graph.linksTo(ids, ALL_LINKS).stream().map(Link::relationship).toList());
    }
    assertThat(graph.relationshipsTo(Set.of(2), ALL_LINKS)).isNotEmpty();
  }

  @Test
  void tracesWithoutRunningInCircles() {
    List<TracedSymbol> callers = graph.trace(Set.of(2), false, ALL_LINKS, 5, 100);

    assertThat(callers)
        .extracting(t -> t.depth() + ":" + t.symbol().name() + "@" + t.via().line())
        .containsExactly("1:run@11", "2:put@1", "2:puts@3");
    assertThat(graph.trace(Set.of(2), false, ALL_LINKS, 5, 1)).hasSize(1);
    assertThat(graph.shortestPath(8, 2, ALL_LINKS, 5))
        .extracting(t -> t.symbol().id())
        .containsExactly(6, 2);
    assertThat(graph.shortestPath(8, 2, ALL_LINKS, 1)).isEmpty();
  }

  @Test
  void findsLinesOfText() {
    assertThat(graph.linesMatching("a.b(c)", false, false, SymbolFilter.ALL, 9))
        .containsExactly(new TextLine(USER, 1, "  // puts a.b(c) things"));
    assertThat(graph.linesMatching("PUTS", false, true, SymbolFilter.ALL, 9)).hasSize(2);
    SymbolFilter noTests = new SymbolFilter(Set.of(), "", "java", false);
    assertThat(graph.linesMatching("puts", false, false, noTests, 9)).hasSize(1);
    assertThat(
            graph.linesMatching(
                "^\\s+void put\\(\\w+ \\w+\\) \\{\\}$", true, false, SymbolFilter.ALL, 9))
        .containsExactly(
            new TextLine(STORE, 1, "  void put(String key) {}"),
            new TextLine(STORE, 2, "  void put(int n) {}"));
    assertThat(graph.linesMatching("key\\) \\{\\}$", true, false, SymbolFilter.ALL, 9))
        .as("the end of a line that ends with a carriage return too")
        .containsExactly(new TextLine(STORE, 1, "  void put(String key) {}"));
    for (String bad : List.of("a(b", "inNoFile(b")) {
      assertThatThrownBy(() -> graph.linesMatching(bad, true, false, SymbolFilter.ALL, 9))
          .isInstanceOfSatisfying(
              GraphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CALLER))
          .hasMessageContaining("not a valid regular expression");
    }
  }

  @Test
  void findsLinesBehindFilesThatMatchOnlyOverTheEndOfALine() {
    String overTwoLinesOfUser = "void put\\(int|\\{\\s+// puts a";
    for (int limit = 1; limit <= 3; limit++) {
      assertThat(graph.linesMatching(overTwoLinesOfUser, true, false, SymbolFilter.ALL, limit))
          .containsExactly(new TextLine(STORE, 2, "  void put(int n) {}"));
    }
  }

  @Test
  void streamsInPages() {
    assertThat(graph.symbolsAfter(-1, "java", "method", 2))
        .extracting(Symbol::id)
        .containsExactly(2, 3);
    assertThat(graph.symbolsAfter(3, "java", "method", 2))
        .extracting(Symbol::id)
        .containsExactly(6, 8);
    assertThat(graph.relationshipsAfter(-1, -1, "", 4))
        .extracting(NamedRelationship::position)
        .containsExactly(0L, 1L, 2L, 3L);
    assertThat(graph.relationshipsAfter(3, 2, "calls", 4))
        .extracting(NamedRelationship::fromName, NamedRelationship::toName)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("put", "run"));
  }
}
