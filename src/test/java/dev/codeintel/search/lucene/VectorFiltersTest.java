package dev.codeintel.search.lucene;

import static dev.codeintel.graph.duckdb.TestGraph.file;
import static dev.codeintel.graph.duckdb.TestGraph.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.embedding.sentence.EmbeddingCaches;
import dev.codeintel.embedding.sentence.WordEmbedders;
import dev.codeintel.graph.Globs;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.duckdb.PublishedGraphs;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.RankedKey;
import dev.codeintel.search.SearchQuery;
import dev.codeintel.vector.VectorStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees with vectors of texts: filters let nothing through, and refs know only their own.
 */
final class VectorFiltersTest {
  private static final List<String> WORDS =
      List.of("order", "retry", "parse", "date", "http", "queue", "lock", "token", "cache");
  private static final List<String> REFS = List.of("main", "topic");
  private static final int ROUNDS = 8;
  private static final int EDITS = 6;
  private static final int QUESTIONS = 12;

  @TempDir Path folder;
  private final PublishedGraphs graphs = new PublishedGraphs();
  private final EmbeddedIndexes indexes =
      new EmbeddedIndexes(new WordEmbedders(), EmbeddingCaches.inMemory(), VectorStores.off());
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int next;

  private record Tree(Map<String, List<Symbol>> symbols, Map<String, String> hashes) {
    static Tree empty() {
      return new Tree(new TreeMap<>(), new HashMap<>());
    }

    void writeTo(GraphWriter writer) {
      symbols.forEach(
          (path, own) -> {
            writer.file(file(path, "text of " + path, hashes.getOrDefault(path, "")));
            own.forEach(writer::symbol);
          });
    }
  }

  @AfterEach
  void close() {
    indexes.close();
    graphs.close();
  }

  @Test
  void hitsAreWithinTheFilterAndOfTheRef() {
    List<Tree> trees = List.of(Tree.empty(), Tree.empty());
    int semantic = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < REFS.size(); i++) {
        Tree tree = trees.get(i);
        edit(tree);
        SymbolGraph graph = graphs.publish(folder, REFS.get(i), tree::writeTo);
        indexes.update(graph, false);
        // In every other round some texts have no vector yet.
        embed(graph, round % 2 == 0 ? 1_000 : 3);
        for (int question = 0; question < QUESTIONS; question++) {
          semantic += ask(graph, tree, REFS.get(i) + " in round " + round);
        }
      }
    }
    assertThat(semantic).as("seed " + seed).isPositive();
  }

  private void embed(SymbolGraph graph, int times) {
    int atOnce = 1 + random.nextInt(20);
    for (int i = 0; i < times; i++) {
      if (indexes.embed(graph, atOnce).state() == EmbeddingState.COMPLETE) {
        return;
      }
    }
  }

  private void edit(Tree tree) {
    for (int edit = 0; edit < EDITS; edit++) {
      String path =
          List.of("src/", "test/").get(random.nextInt(2))
              + (char) ('a' + random.nextInt(4))
              + "/F"
              + random.nextInt(6)
              + List.of(".java", ".py").get(random.nextInt(2));
      tree.symbols().remove(path);
      if (random.nextInt(4) > 0) {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
          symbols.add(randomSymbol(path));
        }
        tree.symbols().put(path, symbols);
        tree.hashes().put(path, "hash" + next);
      }
    }
  }

  private Symbol randomSymbol(String path) {
    String name = word() + "_" + word();
    SymbolKind kind =
        List.of(SymbolKind.METHOD, SymbolKind.CLASS, SymbolKind.FIELD).get(random.nextInt(3));
    Symbol plain = symbol(next, path, name, kind, path + "#" + name + next++, 0);
    return new Symbol(
        plain.id(),
        plain.key(),
        plain.name(),
        plain.qualifiedName(),
        kind,
        path.endsWith(".py") ? "python" : "java",
        path,
        plain.startLine(),
        plain.endLine(),
        plain.nameLine(),
        plain.signature(),
        "About " + word() + " and " + word() + ".",
        plain.visibility(),
        plain.parentId(),
        plain.isTest(),
        plain.contentHash());
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** Returns how many were found by meaning alone. */
  private int ask(SymbolGraph graph, Tree tree, String where) {
    SymbolFilter filter =
        new SymbolFilter(
            List.of(Set.<SymbolKind>of(), Set.of(SymbolKind.METHOD), Set.of(SymbolKind.FIELD))
                .get(random.nextInt(3)),
            List.of("", "src/a", "**/F1.java", "test/*/F*.py").get(random.nextInt(4)),
            List.of("", "java", "python", "go").get(random.nextInt(4)),
            random.nextBoolean());
    SearchQuery.Mode mode =
        random.nextBoolean() ? SearchQuery.Mode.SEMANTIC : SearchQuery.Mode.AUTO;
    String text = word() + " " + word();
    String what = "seed " + seed + ", " + where + ", " + mode + " " + text + " " + filter;
    Map<String, Symbol> own = new HashMap<>();
    tree.symbols().values().forEach(all -> all.forEach(each -> own.put(each.key(), each)));
    SearchQuery query = new SearchQuery(text, mode, filter, 1);
    List<RankedKey> found = indexes.find(graph, query, 1_000).orElseThrow().keys();
    for (RankedKey each : found) {
      Symbol symbol = own.get(each.key());
      assertThat(symbol != null && fits(symbol, filter)).as(what + ": " + each.key()).isTrue();
    }
    return mode == SearchQuery.Mode.SEMANTIC ? found.size() : 0;
  }

  private static boolean fits(Symbol symbol, SymbolFilter filter) {
    String glob = Globs.toRegex(filter.pathGlob());
    return (glob.isEmpty() || symbol.path().matches(glob))
        && (filter.kinds().isEmpty() || filter.kinds().contains(symbol.kind()))
        && (filter.language().isEmpty() || filter.language().equals(symbol.language()))
        && (filter.includeTests() || !symbol.isTest());
  }
}
