package dev.codeintel.embedding.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.codeintel.benchmark.ShortRun;
import dev.codeintel.embedding.TestEmbeddingConfig;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a text costs: by this program, by the runtime alone with texts that are tokens already and
 * in the same batches, and by LangChain4j's class, which cuts texts at 128 tokens. One operation is
 * all texts; one thread computes, but for LangChain4j, whose session takes all processors.
 */
@State(Scope.Benchmark)
public class EmbeddingBenchmark extends ShortRun {
  private static final int TEXTS = 128;
  private static final int CHARACTERS = 512;
  private static final int MAX_TOKENS = new TestEmbeddingConfig(true).maxTokens();

  /** The folder the texts are from: the beginnings of its Java files. */
  @Param("src/main/java")
  private String tree = "";

  private final List<String> texts = new ArrayList<>();
  private final OnnxEmbedders embedders = TestEmbedders.open();
  private final EmbeddingModel langChain = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
  private final List<List<Encoding>> batches = new ArrayList<>();
  private @Nullable OrtSession session;

  @Setup
  public void prepare() throws IOException, OrtException {
    try (Stream<Path> files = Files.walk(Path.of(tree))) {
      for (Path file :
          files.filter(each -> each.toString().endsWith(".java")).sorted().limit(TEXTS).toList()) {
        String text = Files.readString(file);
        texts.add(text.substring(0, Math.min(text.length(), CHARACTERS)));
      }
    }
    embedders.load();
    try (InputStream model = resource("/all-minilm-l6-v2-q.onnx");
        InputStream vocabulary = resource("/all-minilm-l6-v2-q-tokenizer.json");
        OrtSession.SessionOptions options = OnnxEmbedder.options(1)) {
      session = OrtEnvironment.getEnvironment().createSession(model.readAllBytes(), options);
      // Left alone it would cut texts at 128 tokens, and the runtime have less to do.
      HuggingFaceTokenizer tokenizer = OnnxEmbedders.tokenizer(vocabulary, MAX_TOKENS);
      Encoding[] all = tokenizer.batchEncode(texts);
      Arrays.sort(all, Comparator.comparingInt(each -> each.getIds().length));
      List<Encoding> batch = new ArrayList<>();
      for (Encoding each : all) {
        if ((batch.size() + 1) * each.getIds().length > OnnxEmbedders.TOKENS_AT_ONCE) {
          batches.add(batch);
          batch = new ArrayList<>();
        }
        batch.add(each);
      }
      batches.add(batch);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = EmbeddingBenchmark.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("there is no " + name);
    }
    return in;
  }

  @Benchmark
  public List<float[]> embed() {
    return embedders.load().embed(texts);
  }

  @Benchmark
  public void runtimeAlone(Blackhole sink) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession open = Objects.requireNonNull(session);
    for (List<Encoding> batch : batches) {
      int length = batch.get(batch.size() - 1).getIds().length;
      long[] shape = {batch.size(), length};
      long[] ids = new long[batch.size() * length];
      long[] mask = new long[ids.length];
      for (int i = 0; i < batch.size(); i++) {
        long[] own = batch.get(i).getIds();
        System.arraycopy(own, 0, ids, i * length, own.length);
        Arrays.fill(mask, i * length, i * length + own.length, 1);
      }
      try (OnnxTensor first = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
          OnnxTensor second = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
          OnnxTensor third =
              OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape);
          OrtSession.Result result =
              open.run(
                  Map.of("input_ids", first, "attention_mask", second, "token_type_ids", third))) {
        sink.consume(result);
      }
    }
  }

  @Benchmark
  public Object langChain4j() {
    return langChain.embedAll(texts.stream().map(TextSegment::from).toList());
  }

  @TearDown
  public void close() throws OrtException {
    Objects.requireNonNull(session).close();
    embedders.close();
  }
}
