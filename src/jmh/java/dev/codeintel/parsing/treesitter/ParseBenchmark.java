package dev.codeintel.parsing.treesitter;

import dev.codeintel.benchmark.Corpus;
import dev.codeintel.benchmark.ShortRun;
import dev.codeintel.parsing.FactExtractor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Files to facts, and parsing alone beside it: all files of one language, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ParseBenchmark extends ShortRun {

  @Param({"java", "python", "typescript", "javascript", "go"})
  public String language = "java";

  private final PlainParser parser = new PlainParser(TestNatives.FOLDER);
  private List<Corpus.Source> sources = List.of();

  /** Megabytes of source a second, beside the times all files were done. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Volume {
    public double megabytes;
  }

  @Setup
  public void choose(Corpus corpus) {
    sources = corpus.sourcesOf(language);
  }

  @Benchmark
  public void parse(Volume volume, Blackhole found) {
    for (Corpus.Source source : sources) {
      found.consume(parser.parse(language, source.utf8()));
      volume.megabytes += source.utf8().length / 1e6;
    }
  }

  @Benchmark
  public void extract(Corpus corpus, Volume volume, Blackhole found) {
    FactExtractor extractor = corpus.extractor();
    for (Corpus.Source source : sources) {
      found.consume(extractor.extract(source.path(), source.utf8()));
      volume.megabytes += source.utf8().length / 1e6;
    }
  }

  @TearDown
  public void close() {
    parser.close();
  }
}
