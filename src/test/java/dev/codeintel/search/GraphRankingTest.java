package dev.codeintel.search;

import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphRankingTest {
  @TempDir Path folder;

  /** Returns the keys in the order the graph gives to what was found equally well. */
  private List<String> ranked(String text, Symbol... symbols) {
    try (TestGraph snapshot =
        new TestGraph(folder, writer -> Stream.of(symbols).forEach(writer::symbol))) {
      List<RankedKey> found =
          Stream.of(symbols).map(each -> new RankedKey(each.key(), List.of("text"), 1)).toList();
      return new GraphRanking(snapshot.graph(), text)
          .rank(found, SymbolFilter.ALL, 10).stream().map(each -> each.symbol().key()).toList();
    }
  }

  private static Symbol function(int id, String path, String name, String language, int lines) {
    Symbol plain = symbol(id, path, name, SymbolKind.FUNCTION, path + "#" + name, 3);
    return new Symbol(
        plain.id(),
        plain.key(),
        plain.name(),
        plain.qualifiedName(),
        plain.kind(),
        language,
        plain.path(),
        plain.startLine(),
        plain.startLine() + lines,
        plain.nameLine(),
        plain.signature(),
        plain.doc(),
        plain.visibility(),
        plain.parentId(),
        plain.isTest(),
        plain.contentHash());
  }

  @Test
  void aDefinitionComesBeforeItsPrototype() {
    assertThat(
            ranked(
                "configuration",
                function(1, "a.h", "readOptions", "c", 0),
                function(2, "b.c", "readOptions", "c", 20),
                function(3, "c.h", "other", "c", 0)))
        .containsExactly("b.c#readOptions", "c.h#other", "a.h#readOptions");
  }

  @Test
  void shortOverloadsOfOtherLanguagesAreNoPrototypes() {
    assertThat(
            ranked(
                "configuration",
                function(1, "A.java", "readOptions", "java", 0),
                function(2, "B.java", "readOptions", "java", 20)))
        .containsExactly("A.java#readOptions", "B.java#readOptions");
  }

  @Test
  void aPathWithWordsOfTheQuestionComesBeforeOthers() {
    assertThat(
            ranked(
                "read options of the archive writer",
                function(1, "a.c", "configure", "c", 9),
                function(2, "archive/writer.c", "prepare", "c", 9),
                function(3, "archive/b.c", "setup", "c", 9)))
        .containsExactly("archive/writer.c#prepare", "archive/b.c#setup", "a.c#configure");
  }

  @Test
  void nobodyIsNamedLikeAQuestionWithoutWords() {
    assertThat(
            ranked(
                "",
                function(1, "a.py", "other", "python", 9),
                function(2, "b.py", "_", "python", 9)))
        .containsExactly("a.py#other", "b.py#_");
  }

  @Test
  void examplesComeLater() {
    assertThat(
            ranked(
                "configuration",
                function(1, "docs/examples/a.c", "readOptions", "c", 9),
                function(2, "example.c", "parse", "c", 9),
                function(3, "examples/b.c", "scan", "c", 9)))
        .startsWith("example.c#parse");
  }
}
