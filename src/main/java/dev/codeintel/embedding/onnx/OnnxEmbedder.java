package dev.codeintel.embedding.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An encoder of the BERT family: the vector of a text is the mean of its tokens' vectors. */
final class OnnxEmbedder implements Embedder, AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final HuggingFaceTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Set<String> inputs;
  private final int tokensAtOnce;

  /** Whoever computes reads; what is freed while somebody computes would take the process along. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private volatile boolean isClosed;

  OnnxEmbedder(byte[] model, HuggingFaceTokenizer tokenizer, int threads, int tokensAtOnce)
      throws OrtException {
    this.tokenizer = tokenizer;
    this.tokensAtOnce = tokensAtOnce;
    this.environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = options(threads)) {
      this.session = environment.createSession(model, options);
    }
    this.inputs = session.getInputNames();
    try {
      // A model of another sort shows at once.
      run(List.of(0), tokenizer.batchEncode(List.of("a")), new float[1][]);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  static SessionOptions options(int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // A thread that waits must not burn what others could compute with.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    // Memory of the largest call would be kept for good.
    options.setCPUArenaAllocator(false);
    return options;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    use.readLock().lock();
    try {
      checkWanted();
      Encoding[] encoded = tokenizer.batchEncode(texts);
      Integer[] byLength = new Integer[encoded.length];
      Arrays.setAll(byLength, i -> i);
      Arrays.sort(byLength, Comparator.comparingInt(i -> encoded[i].getIds().length));
      float[][] vectors = new float[encoded.length][];
      List<Integer> batch = new ArrayList<>();
      for (int i : byLength) {
        if (!batch.isEmpty() && (batch.size() + 1) * encoded[i].getIds().length > tokensAtOnce) {
          checkWanted();
          run(batch, encoded, vectors);
          batch.clear();
        }
        batch.add(i);
      }
      if (!batch.isEmpty()) {
        checkWanted();
        run(batch, encoded, vectors);
      }
      return Arrays.asList(vectors);
    } catch (EmbeddingException e) {
      throw e;
    } catch (OrtException | RuntimeException e) {
      throw new EmbeddingException("The sentence model failed: " + e.getMessage(), e);
    } finally {
      use.readLock().unlock();
    }
  }

  /** The process may be about to end: what is not begun need not be. */
  private void checkWanted() {
    if (isClosed || Thread.currentThread().isInterrupted()) {
      throw new EmbeddingException("Embedding was stopped.", null);
    }
  }

  /** Texts of one batch are about as long, so that little of it is filling. */
  private void run(List<Integer> batch, Encoding[] encoded, float[][] vectors) throws OrtException {
    int length = encoded[batch.get(batch.size() - 1)].getIds().length;
    long[] shape = {batch.size(), length};
    LongBuffer ids = LongBuffer.allocate(batch.size() * length);
    LongBuffer mask = LongBuffer.allocate(batch.size() * length);
    for (int row = 0; row < batch.size(); row++) {
      Encoding each = encoded[batch.get(row)];
      ids.position(row * length).put(each.getIds());
      mask.position(row * length).put(each.getAttentionMask());
    }
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      tensors.put(IDS, OnnxTensor.createTensor(environment, ids.rewind(), shape));
      tensors.put(MASK, OnnxTensor.createTensor(environment, mask.rewind(), shape));
      if (inputs.contains(TYPES)) {
        LongBuffer zeros = LongBuffer.allocate(batch.size() * length);
        tensors.put(TYPES, OnnxTensor.createTensor(environment, zeros, shape));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        FloatBuffer tokens = tokens(result);
        int size = tokens.capacity() / (batch.size() * length);
        for (int row = 0; row < batch.size(); row++) {
          int count = encoded[batch.get(row)].getIds().length;
          vectors[batch.get(row)] = mean(tokens, row * length, count, size);
        }
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static FloatBuffer tokens(OrtSession.Result result) throws OrtException {
    if (result.get(0) instanceof OnnxTensor tensor && tensor.getInfo().getShape().length == 3) {
      return tensor.getFloatBuffer();
    }
    throw new EmbeddingException(
        "The model's first output is no vector a token: use a sentence encoder in ONNX form.",
        null);
  }

  private static float[] mean(FloatBuffer tokens, int first, int count, int dimensions) {
    float[] sum = new float[dimensions];
    float[] token = new float[dimensions];
    for (int i = 0; i < count; i++) {
      tokens.get((first + i) * dimensions, token);
      for (int k = 0; k < dimensions; k++) {
        sum[k] += token[k];
      }
    }
    double squares = 0;
    for (float each : sum) {
      squares += each * each;
    }
    float factor = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (int k = 0; k < dimensions; k++) {
      sum[k] *= factor;
    }
    return sum;
  }

  @Override
  public void close() throws OrtException {
    // Whoever computes sees it within a moment.
    isClosed = true;
    use.writeLock().lock();
    try {
      session.close();
      tokenizer.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
