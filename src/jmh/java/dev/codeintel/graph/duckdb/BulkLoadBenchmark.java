package dev.codeintel.graph.duckdb;

import dev.codeintel.benchmark.Corpus;
import dev.codeintel.benchmark.CorpusGraph;
import dev.codeintel.benchmark.ShortRun;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.GraphWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Files, symbols and relationships in memory to a finished snapshot file. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // link() comes first
public class BulkLoadBenchmark extends ShortRun {
  private final DuckDbDatabase engine = DuckDbEngines.open();
  private Path folder;
  private CorpusGraph graph;

  @Setup
  public void link(Corpus corpus) throws IOException {
    folder = Files.createTempDirectory("code-intel-benchmark-");
    graph = CorpusGraph.of(corpus);
  }

  @Benchmark
  public void write() throws IOException {
    Path file = folder.resolve("graph.duckdb");
    try (GraphWriter writer = TestGraph.store(engine).write(file)) {
      graph.writeTo(writer);
      writer.finish(TestGraph.snapshot("benchmark"));
    }
    Files.delete(file);
  }

  @TearDown
  public void close() throws IOException {
    engine.close();
    Files.delete(folder);
  }
}
