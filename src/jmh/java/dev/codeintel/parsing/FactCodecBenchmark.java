package dev.codeintel.parsing;

import dev.codeintel.benchmark.Corpus;
import dev.codeintel.benchmark.ShortRun;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Facts to bytes and back: those of all files. */
@State(Scope.Benchmark)
public class FactCodecBenchmark extends ShortRun {
  private final FactCodec codec = new FactCodec();
  private List<Corpus.Parsed> parsed = List.of();
  private List<byte[]> encoded = List.of();

  @Setup
  public void parse(Corpus corpus) {
    parsed = corpus.parse();
    encoded = parsed.stream().map(this::bytes).toList();
  }

  private byte[] bytes(Corpus.Parsed each) {
    return codec.encode(each.facts(), each.source().utf8());
  }

  @Benchmark
  public void encode(Blackhole found) {
    for (Corpus.Parsed each : parsed) {
      found.consume(bytes(each));
    }
  }

  @Benchmark
  public void decode(Blackhole found) {
    for (int i = 0; i < encoded.size(); i++) {
      Corpus.Source source = parsed.get(i).source();
      found.consume(codec.decode(encoded.get(i), source.path(), source.language(), source.utf8()));
    }
  }

  @TearDown
  public void close() {
    codec.close();
  }
}
