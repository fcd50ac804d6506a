package dev.codeintel.embedding.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import dev.codeintel.config.DataConfig;
import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingConfig;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.natives.LibraryLoader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads the model that comes with the program, or the user's own, and unloads it when nobody has
 * used it for a while. Whoever uses it is counted, so that it is never freed meanwhile.
 */
@Singleton
public final class OnnxEmbedders implements Embedders, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OnnxEmbedders.class);
  private static final String PACKED = "/all-minilm-l6-v2-q";
  private static final int MOST_THREADS = 4;
  private static final long TRY_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * Texts of about one length are run together up to this: more gains nothing, and costs memory.
   */
  static final int TOKENS_AT_ONCE = 512;

  private final EmbeddingConfig config;
  private final Path natives;
  private final String id;
  private @Nullable OnnxEmbedder embedder;
  private @Nullable EmbeddingException failure;
  private long failedAt;
  private boolean isClosed;
  private int users;
  private long lastUse;
  private @Nullable ScheduledExecutorService timer;

  @Inject
  OnnxEmbedders(EmbeddingConfig config, DataConfig data) {
    this(config, data.nativeDirectory());
  }

  OnnxEmbedders(EmbeddingConfig config, Path natives) {
    this.config = config;
    this.natives = natives;
    this.id = id(config);
  }

  @Override
  public boolean isOn() {
    return config.enabled();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int bodyCharacters() {
    return Math.max(0, config.maxCharacters());
  }

  /** To read a model only to know which it is would take as long as to load it. */
  private static String id(EmbeddingConfig config) {
    if (config.model().isEmpty()) {
      return PACKED.substring(1) + " " + limits(config);
    }
    return Stream.of(config.model(), config.tokenizer())
        .flatMap(Optional::stream)
        .map(Path::toFile)
        .map(file -> file.getName() + " " + file.length() + " " + file.lastModified() + " ")
        .collect(Collectors.joining("", "", limits(config)));
  }

  private static String limits(EmbeddingConfig config) {
    return config.maxTokens() + " " + config.maxCharacters();
  }

  @Override
  public Embedder load() {
    loaded();
    return this::embed;
  }

  private List<float[]> embed(List<String> texts) {
    OnnxEmbedder model = take();
    try {
      return model.embed(texts);
    } finally {
      giveBack();
    }
  }

  private synchronized OnnxEmbedder take() {
    OnnxEmbedder model = loaded();
    users++;
    return model;
  }

  private synchronized void giveBack() {
    users--;
    lastUse = System.nanoTime();
  }

  private synchronized OnnxEmbedder loaded() {
    if (!isOn()) {
      throw new EmbeddingException(
          "Embeddings are off; code-intel.embeddings.enabled=true allows them.", null);
    }
    if (isClosed) {
      throw new EmbeddingException("The program ends.", null);
    }
    lastUse = System.nanoTime();
    OnnxEmbedder known = embedder;
    if (known != null) {
      return known;
    }
    // To try again takes as long as to load it, and every question would.
    if (failure != null && System.nanoTime() - failedAt < TRY_AGAIN_NANOS) {
      throw failure;
    }
    try {
      known = read();
      embedder = known;
      unloadAfter(config.idle().toNanos());
      return known;
    } catch (EmbeddingException e) {
      failure = e;
      failedAt = System.nanoTime();
      throw e;
    }
  }

  /** Tells whether the model is in memory. */
  synchronized boolean isLoaded() {
    return embedder != null;
  }

  private synchronized void unloadAfter(long nanos) {
    if (isClosed || config.idle().isZero()) {
      return;
    }
    if (timer == null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread started = new Thread(task, "idle-embedder");
                started.setDaemon(true);
                return started;
              });
    }
    ScheduledFuture<?> ignored = timer.schedule(this::unloadIfIdle, nanos, TimeUnit.NANOSECONDS);
  }

  private synchronized void unloadIfIdle() {
    OnnxEmbedder known = embedder;
    if (known == null) {
      return;
    }
    long idle = config.idle().toNanos();
    long left = users > 0 ? idle : idle - (System.nanoTime() - lastUse);
    if (left > 0) {
      unloadAfter(left);
      return;
    }
    embedder = null;
    try {
      known.close();
      LOG.debug("The sentence model was unloaded, as nobody used it");
    } catch (OrtException | RuntimeException e) {
      LOG.warn("The sentence model could not be unloaded", e);
    }
  }

  private OnnxEmbedder read() {
    boolean isOwn = config.model().isPresent();
    if (isOwn != config.tokenizer().isPresent()) {
      throw new EmbeddingException(
          ErrorCode.CALLER,
          "A model of your own needs its tokenizer: set both code-intel.embeddings.model and"
              + " code-intel.embeddings.tokenizer, or neither.",
          null);
    }
    String what = config.model().map(path -> "model " + path).orElse("model of this program");
    try (LibraryLoader ignored = OnnxLibraries.provide(natives)) {
      byte[] model = bytes(config.model(), PACKED + ".onnx");
      byte[] vocabulary = bytes(config.tokenizer(), PACKED + "-tokenizer.json");
      what = config.tokenizer().map(path -> "model's tokenizer " + path).orElse(what);
      HuggingFaceTokenizer tokenizer =
          tokenizer(new ByteArrayInputStream(vocabulary), config.maxTokens());
      what = config.model().map(path -> "model " + path).orElse(what);
      try {
        return new OnnxEmbedder(model, tokenizer, threads(), TOKENS_AT_ONCE);
      } catch (OrtException | RuntimeException e) {
        tokenizer.close();
        throw e;
      }
    } catch (IOException | OrtException | RuntimeException | LinkageError e) {
      throw new EmbeddingException(
          isOwn ? ErrorCode.CALLER : ErrorCode.INTERNAL,
          "The sentence "
              + what
              + " cannot be loaded: "
              + reason(e)
              + ". Search goes on without it; code-intel.embeddings.enabled=false leaves it off.",
          e);
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file as " + e.getMessage();
    }
    String message = String.valueOf(e.getMessage()).strip();
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /** Returns a tokenizer that fills nothing up, and cuts texts where it is told to. */
  static HuggingFaceTokenizer tokenizer(InputStream vocabulary, int maxTokens) throws IOException {
    String most = Integer.toString(maxTokens);
    Map<String, String> options =
        Map.of("padding", "false", "truncation", "true", "maxLength", most, "modelMaxLength", most);
    return HuggingFaceTokenizer.newInstance(vocabulary, options);
  }

  private int threads() {
    int half = Runtime.getRuntime().availableProcessors() / 2;
    return config.threads().orElse(Math.max(1, Math.min(MOST_THREADS, half)));
  }

  private static byte[] bytes(Optional<Path> own, String packed) throws IOException {
    if (own.isPresent()) {
      return Files.readAllBytes(own.get());
    }
    try (InputStream in = OnnxEmbedders.class.getResourceAsStream(packed)) {
      if (in == null) {
        throw new IOException("this program was packed without " + packed);
      }
      return in.readAllBytes();
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    isClosed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
    OnnxEmbedder known = embedder;
    embedder = null;
    if (known != null) {
      try {
        known.close();
      } catch (OrtException e) {
        throw new EmbeddingException("The sentence model cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
