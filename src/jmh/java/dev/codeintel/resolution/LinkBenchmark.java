package dev.codeintel.resolution;

import dev.codeintel.benchmark.Corpus;
import dev.codeintel.benchmark.CorpusGraph;
import dev.codeintel.benchmark.ShortRun;
import dev.codeintel.model.FileFacts;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Facts of all files to symbols and relationships. */
@State(Scope.Benchmark)
public class LinkBenchmark extends ShortRun {
  private List<FileFacts> facts = List.of();
  private Map<String, String> manifests = Map.of();

  @Setup
  public void parse(Corpus corpus) {
    facts = corpus.parse().stream().map(Corpus.Parsed::facts).toList();
    manifests = CorpusGraph.manifests(corpus);
  }

  @Benchmark
  public ResolvedSymbols declare(Corpus corpus) {
    return new DefaultResolver(corpus.languages()).resolve(facts, manifests);
  }

  @Benchmark
  public void declareAndLink(Corpus corpus, Blackhole found) {
    ResolvedSymbols resolved = declare(corpus);
    resolved.relationships(found::consume);
    resolved.symbols(found::consume);
  }
}
