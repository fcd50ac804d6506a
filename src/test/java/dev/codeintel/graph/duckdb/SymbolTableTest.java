package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolFilter;
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
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory and database give the same symbols. {@code -Dtest.seed=N} repeats a run. */
class SymbolTableTest {
  private static final int ROUNDS = 8;
  private static final List<String> GLOBS = List.of("", "", "", "*.java", "a/**", "nowhere");
  private static final List<String> LANGUAGES = List.of("", "", "", "java", "go", "none");
  private static final List<Integer> LIMITS = List.of(1, 2, 5, 1_000);

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.codeintel.graph.duckdb.ResolvedFixture#repositories")
  void agreeOnARepository(Path tree) throws IOException {
    assertThat(compare(ResolvedFixture.of(tree).symbols())).isGreaterThan(ROUNDS);
  }

  @Test
  void agreeOnIdsWithGapsSharedKeysAndForeignLetters() {
    List<String> names =
        List.of("größe", "GRÖSSE", "Größe", "İx", "ix", "ΟΔΟΣ", "οδος", "𐐀a", "𐐨a");
    List<String> owners = List.of("a.b.", "a::b::", "a/b#", "x$Y.", "", "ﬀ.", "\uD83D\uDE00.");
    List<String> paths = List.of("a/A.java", "a/test/B.java", "ﬀ.go", "\uD83D\uDE00.go", "");
    List<SymbolKind> kinds = List.of(SymbolKind.values());
    List<Symbol> symbols = new ArrayList<>();
    for (int id = 3; id < 400; id += 1 + random.nextInt(4)) {
      String name = pick(names);
      String qualified = pick(owners) + name;
      String path = pick(paths);
      int parent = symbols.isEmpty() || random.nextInt(4) == 0 ? -1 : pick(symbols).id();
      symbols.add(
          TestGraph.symbol(
              id,
              path,
              name,
              qualified,
              pick(kinds),
              path + "#" + name,
              random.nextInt(9),
              random.nextBoolean() ? "" : "of " + name,
              random.nextInt(4) == 0,
              parent));
    }

    assertThat(compare(symbols)).isGreaterThan(ROUNDS);
  }

  /** Returns how many symbols were compared. */
  private long compare(List<Symbol> symbols) {
    Path file = folder.resolve("graph.duckdb");
    try (DuckDbDatabase engine = DuckDbEngines.open()) {
      try (GraphWriter writer = TestGraph.store(engine).write(file)) {
        symbols.forEach(writer::symbol);
        writer.finish(TestGraph.snapshot("any"));
      }
      try (AttachedDatabase database = engine.attachReadOnly(file)) {
        Queries queries = new Queries(database, new Meters(new SimpleMeterRegistry()));
        SymbolTableReader reader = new SymbolTableReader(queries);
        return compare(symbols, new SymbolQueries(queries), reader.read(reader.size(), () -> {}));
      }
    }
  }

  private long compare(List<Symbol> symbols, SymbolIndex slow, SymbolIndex quick) {
    long compared = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Symbol symbol = pick(symbols);
      Set<Integer> ids = new HashSet<>(List.of(-1, 1 << 30, symbol.id(), pick(symbols).id()));
      compared += same("ids " + ids, slow.byIds(ids), quick.byIds(ids));
      for (String key : List.of(symbol.key(), symbol.key() + "x")) {
        compared += same("key " + key, slow.byKeys(List.of(key)), quick.byKeys(List.of(key)));
      }
      String path = symbol.path();
      compared += same("file " + path, slow.inFile(path), quick.inFile(path));
      for (int parent : new int[] {symbol.id(), symbol.parentId(), -5}) {
        compared += same("in " + parent, slow.members(parent), quick.members(parent));
      }
      compared += compareNames(symbol, slow, quick);
    }
    return compared;
  }

  private long compareNames(Symbol symbol, SymbolIndex slow, SymbolIndex quick) {
    String qualified = symbol.qualifiedName();
    int middle = random.nextInt(qualified.length() + 1);
    SymbolFilter filter = filter();
    int limit = pick(LIMITS);
    long compared = 0;
    for (String written :
        List.of(
            symbol.name(),
            qualified,
            qualified.substring(middle),
            symbol.name().toUpperCase(Locale.ROOT),
            symbol.name().toLowerCase(Locale.ROOT),
            qualified.toUpperCase(Locale.ROOT),
            "no " + symbol.name())) {
      SymbolName name = SymbolName.of(written);
      if (!name.simple().isEmpty()) {
        for (boolean ignoreCase : new boolean[] {false, true}) {
          compared +=
              same(
                  name + ", " + ignoreCase + ", " + filter + ", " + limit,
                  slow.named(name, ignoreCase, filter, limit),
                  quick.named(name, ignoreCase, filter, limit));
        }
      }
    }
    return compared;
  }

  private int same(String asked, List<Symbol> expected, List<Symbol> actual) {
    assertThat(actual).as("seed %d, %s", seed, asked).isEqualTo(expected);
    return expected.size();
  }

  private SymbolFilter filter() {
    Set<SymbolKind> kinds = EnumSet.noneOf(SymbolKind.class);
    for (SymbolKind kind : SymbolKind.values()) {
      if (random.nextInt(2) == 0) {
        kinds.add(kind);
      }
    }
    return new SymbolFilter(
        random.nextInt(3) == 0 ? kinds : Set.of(),
        pick(GLOBS),
        pick(LANGUAGES),
        random.nextBoolean());
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
