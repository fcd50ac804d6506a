package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.monitoring.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory and database give the same relationships. {@code -Dtest.seed=N} repeats a run. */
class AdjacencyTest {
  private static final List<RelationshipKind> KINDS = List.of(RelationshipKind.values());
  private static final List<Evidence> GRADES = List.of(Evidence.values());
  private static final List<String> GLOBS =
      List.of("", "", "*.java", "a/**", "**/test/*", "nowhere");
  private static final List<String> LANGUAGES = List.of("", "", "java", "go", "none");

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.codeintel.graph.duckdb.ResolvedFixture#repositories")
  void agreeOnARepository(Path tree) throws IOException {
    ResolvedFixture fixture = ResolvedFixture.of(tree);

    assertThat(compare(fixture.symbols(), fixture.relationships())).isPositive();
  }

  @Test
  void agreeOnIdsWithGapsAndPlacesElsewhere() {
    List<String> paths = List.of("a/A.java", "a/test/B.java", "c/C.go", "D.java");
    List<Symbol> symbols = new ArrayList<>();
    for (int id = 3; id < 400; id += 1 + random.nextInt(9)) {
      String path = paths.get(random.nextInt(paths.size()));
      symbols.add(TestGraph.symbol(id, path, "p.s" + id, SymbolKind.METHOD, path + "#s" + id, id));
    }
    List<Relationship> edges = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Symbol from = symbols.get(random.nextInt(symbols.size()));
      String path = i % 9 == 0 ? paths.get(random.nextInt(paths.size())) : from.path();
      edges.add(
          new Relationship(
              from.id(),
              symbols.get(random.nextInt(symbols.size())).id(),
              KINDS.get(random.nextInt(KINDS.size())),
              path,
              i,
              GRADES.get(random.nextInt(GRADES.size())),
              1 + random.nextInt(500),
              random.nextBoolean()));
    }

    assertThat(compare(symbols, edges)).isPositive();
  }

  /** Returns how many relationships were compared. */
  private long compare(List<Symbol> symbols, List<Relationship> edges) {
    Path file = folder.resolve("graph.duckdb");
    long compared = 0;
    try (DuckDbDatabase engine = DuckDbEngines.open()) {
      try (GraphWriter writer = TestGraph.store(engine).write(file)) {
        symbols.forEach(writer::symbol);
        edges.forEach(writer::relationship);
        writer.finish(TestGraph.snapshot("any"));
      }
      try (AttachedDatabase database = engine.attachReadOnly(file)) {
        Queries queries = new Queries(database, new Meters(new SimpleMeterRegistry()));
        Edges slow = new EdgeQueries(queries);
        AdjacencyReader reader = new AdjacencyReader(queries);
        Edges quick = reader.read(reader.size(), () -> {});
        for (int i = 0; i < 60; i++) {
          Set<Integer> ids = ids(symbols);
          LinkQuery query = query();
          for (boolean forward : new boolean[] {true, false}) {
            List<Relationship> expected = slow.of(ids, forward, query);
            assertThat(quick.of(ids, forward, query))
                .as("seed %d, %s of %s, forward %s", seed, query, ids, forward)
                .containsExactlyInAnyOrderElementsOf(expected);
            compared += expected.size();
          }
        }
      }
    }
    return compared;
  }

  /** Some that exist, and some that do not. */
  private Set<Integer> ids(List<Symbol> symbols) {
    Set<Integer> ids = new HashSet<>(Set.of(-1, random.nextInt(500), 100_000_000));
    for (int i = random.nextInt(symbols.size()); i >= 0; i--) {
      ids.add(symbols.get(random.nextInt(symbols.size())).id());
    }
    return ids;
  }

  private LinkQuery query() {
    Set<RelationshipKind> kinds = EnumSet.noneOf(RelationshipKind.class);
    for (RelationshipKind kind : RelationshipKind.values()) {
      if (random.nextInt(3) == 0) {
        kinds.add(kind);
      }
    }
    return new LinkQuery(
        random.nextInt(3) == 0 ? Set.of() : kinds,
        GRADES.get(random.nextInt(GRADES.size())),
        random.nextBoolean(),
        GLOBS.get(random.nextInt(GLOBS.size())),
        LANGUAGES.get(random.nextInt(LANGUAGES.size())));
  }
}
