package dev.codeintel.graph.duckdb;

import dev.codeintel.benchmark.Corpus;
import dev.codeintel.benchmark.CorpusGraph;
import dev.codeintel.benchmark.ShortRun;
import dev.codeintel.graph.Link;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.graph.TextLine;
import dev.codeintel.graph.TracedSymbol;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Questions to a snapshot, each about the next of the same random symbols. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // open() comes first
public class QueryBenchmark extends ShortRun {
  private static final LinkQuery CALLS =
      new LinkQuery(Set.of(RelationshipKind.CALLS), Evidence.CANDIDATE, true, "", "");
  private static final int SYMBOLS = 1_000;
  private static final int LIMIT = 50;

  private Path folder;
  private TestGraph snapshot;
  private SymbolGraph graph;
  private final List<Symbol> symbols = new ArrayList<>();
  private int asked;

  @Setup
  public void open(Corpus corpus) throws IOException {
    CorpusGraph content = CorpusGraph.of(corpus);
    folder = Files.createTempDirectory("code-intel-benchmark-");
    snapshot = new TestGraph(folder, content::writeTo);
    graph = snapshot.graph();
    List<Symbol> callable =
        content.symbols().stream()
            .filter(symbol -> symbol.kind().isInSource() && symbol.kind().isCallable())
            .toList();
    Random random = new Random(1);
    for (int i = 0; i < SYMBOLS; i++) {
      symbols.add(callable.get(random.nextInt(callable.size())));
    }
  }

  private Symbol next() {
    asked = (asked + 1) % SYMBOLS;
    return symbols.get(asked);
  }

  @Benchmark
  public List<Symbol> findSymbol() {
    return graph.symbolsByName(next().name(), SymbolFilter.ALL, LIMIT);
  }

  @Benchmark
  public List<Link> callers() {
    return graph.linksTo(List.of(next().id()), CALLS);
  }

  @Benchmark
  public List<TracedSymbol> traceToDepthThree() {
    return graph.trace(List.of(next().id()), false, CALLS, 3, 100);
  }

  @Benchmark
  public List<Symbol> outline() {
    return graph.symbolsInFile(next().path());
  }

  @Benchmark
  public List<TextLine> searchText() {
    return graph.linesMatching(next().name(), false, false, SymbolFilter.ALL, LIMIT);
  }

  @Benchmark
  public List<TextLine> searchRegex() {
    String pattern = "\\b" + next().name().replaceAll("\\W", ".") + "\\w*\\s*\\(";
    return graph.linesMatching(pattern, true, false, SymbolFilter.ALL, LIMIT);
  }

  @TearDown
  public void close() throws IOException {
    snapshot.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
