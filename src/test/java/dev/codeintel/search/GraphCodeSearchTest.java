package dev.codeintel.search;

import static dev.codeintel.graph.duckdb.TestGraph.calls;
import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.SearchQuery.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCodeSearchTest {
  private static final String LOCK = "src/WriterLock.java";
  private static final String STORE = "src/snapshot/Store.java";
  private static final String TEST = "src/test/LockTest.java";

  @TempDir static Path folder;
  private static TestGraph snapshot;
  private final GraphCodeSearch search = new GraphCodeSearch(new NoIndexes());

  @BeforeAll
  static void write() {
    snapshot = new TestGraph(folder, GraphCodeSearchTest::write);
  }

  @AfterAll
  static void close() {
    snapshot.close();
  }

  private static void write(GraphWriter writer) {
    writer.file(file(LOCK, "class WriterLock {\n  void acquire() {\n    TODO();\n  }\n}\n"));
    writer.file(file(STORE, "class Store {\n  // todo later\n}\n"));
    writer.symbol(symbol(0, LOCK, "WriterLock.java", SymbolKind.FILE, LOCK, 0));
    writer.symbol(symbol(1, LOCK, "a.WriterLock", SymbolKind.CLASS, LOCK + "#WriterLock", 0));
    writer.symbol(
        symbol(
            2,
            LOCK,
            "acquire",
            "a.WriterLock.acquire",
            SymbolKind.METHOD,
            LOCK + "#WriterLock.acquire()",
            1,
            "Takes the right to write snapshots.",
            false,
            1));
    writer.symbol(symbol(3, STORE, "Store.java", SymbolKind.FILE, STORE, 0));
    writer.symbol(symbol(4, STORE, "a.Store", SymbolKind.CLASS, STORE + "#Store", 0));
    writer.symbol(
        symbol(5, STORE, "a.Store.lockFile", SymbolKind.METHOD, STORE + "#Store.lockFile()", 1));
    writer.symbol(symbol(6, TEST, "a.LockTest", SymbolKind.CLASS, TEST + "#LockTest", 0));
    writer.symbol(symbol(7, TEST, "a.writerLock", SymbolKind.METHOD, TEST + "#writerLock()", 1));
    writer.relationship(calls(5, 2, STORE, 3));
  }

  private List<String> names(String text, Mode mode) {
    return find(text, mode).hits().stream()
        .map(hit -> hit.symbol() == null ? hit.path() : hit.symbol().name())
        .toList();
  }

  private SearchResult find(String text, Mode mode) {
    return search.find(snapshot.graph(), new SearchQuery(text, mode, SymbolFilter.ALL, 5));
  }

  @Test
  void ranksTheExactNameFirst() {
    assertThat(names("WriterLock", Mode.AUTO)).startsWith("WriterLock", "writerLock");
    assertThat(names("writer lock", Mode.AUTO)).startsWith("WriterLock");
  }

  @Test
  void saysThatThereIsNoIndex() {
    assertThat(find("writer lock", Mode.AUTO).gaps()).containsExactly(SearchGap.NO_INDEX);
    assertThat(find("writer lock", Mode.SEMANTIC).gaps()).containsExactly(SearchGap.NO_INDEX);
    assertThat(find("class", Mode.TEXT).gaps()).isEmpty();
  }

  @Test
  void findsByDocumentationAndPath() {
    assertThat(names("right to write snapshot", Mode.AUTO)).startsWith("acquire");
    assertThat(find("right to write snapshot", Mode.AUTO).hits().get(0).matched()).contains("doc");
    assertThat(names("snapshot store", Mode.AUTO)).startsWith("Store");
  }

  @Test
  void countsTestsLess() {
    assertThat(names("lock", Mode.AUTO)).containsSubsequence("lockFile", "LockTest");
  }

  @Test
  void findsTextWithSmartCaseAndTheSymbolAroundIt() {
    assertThat(find("todo", Mode.TEXT).hits()).hasSize(2);
    SearchResult exact = find("TODO", Mode.TEXT);
    assertThat(exact.hits()).hasSize(1);
    assertThat(exact.hits().get(0).line()).isEqualTo(2);
    assertThat(names("TODO", Mode.TEXT)).containsExactly("acquire");
    assertThat(names("void \\w+\\(", Mode.REGEX)).containsExactly("acquire");
    assertThat(find("", Mode.TEXT).hits()).isEmpty();
  }

  @Test
  void findsSpacesAsTheyAreGiven() {
    assertThat(find("  void", Mode.TEXT).hits()).hasSize(1);
    assertThat(find("   void", Mode.TEXT).hits()).isEmpty();
    assertThat(find(" ", Mode.TEXT).hits()).hasSize(5);
    assertThat(find("\\{ +$", Mode.REGEX).hits()).isEmpty();
    assertThat(find(" ", Mode.AUTO).hits()).isEmpty();
  }

  @Test
  void findsNoLineAfterTheLastLineFeed() {
    assertThat(find("^$", Mode.REGEX).hits()).isEmpty();
    assertThat(find("^}?$", Mode.REGEX).hits()).hasSize(2);
  }

  @Test
  void saysThatNoLineHoldsALineFeed() {
    for (String query : List.of("{\\n", "a\nb")) {
      assertThatThrownBy(() -> find(query, Mode.REGEX))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("one by one");
    }
    assertThatThrownBy(() -> find("{\n  void", Mode.TEXT)).hasMessageContaining("one by one");
    assertThat(find("void[^\\n]+", Mode.REGEX).hits()).hasSize(1);
    assertThat(names("WriterLock\nacquire", Mode.AUTO)).contains("acquire");
  }

  @Test
  void saysWhenThereIsMore() {
    SearchResult result =
        search.find(snapshot.graph(), new SearchQuery("todo", Mode.TEXT, SymbolFilter.ALL, 1));
    assertThat(result.isTruncated()).isTrue();
    assertThat(result.hits()).hasSize(1);
  }

  @Test
  void explainsABadExpression() {
    assertThatThrownBy(() -> find("a[", Mode.REGEX))
        .isInstanceOf(SearchException.class)
        .hasMessageContaining("not a valid regular expression");
  }
}
