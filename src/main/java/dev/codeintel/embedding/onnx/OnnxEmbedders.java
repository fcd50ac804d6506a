package dev.codeintel.embedding.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import dev.codeintel.config.DataConfig;
import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingConfig;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.natives.LibraryLoader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads the model that comes with the program, or the user's own. */
@Singleton
public final class OnnxEmbedders implements Embedders, AutoCloseable {
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

  /** To read a model only to know which it is would take as long as to load it. */
  private static String id(EmbeddingConfig config) {
    if (config.model().isEmpty()) {
      return PACKED.substring(1) + " " + config.maxTokens();
    }
    return Stream.of(config.model(), config.tokenizer())
        .flatMap(Optional::stream)
        .map(Path::toFile)
        .map(file -> file.getName() + " " + file.length() + " " + file.lastModified() + " ")
        .collect(Collectors.joining("", "", Integer.toString(config.maxTokens())));
  }

  @Override
  public synchronized Embedder load() {
    if (!isOn()) {
      throw new EmbeddingException(
          "Embeddings are off; code-intel.embeddings.enabled=true allows them.", null);
    }
    if (isClosed) {
      throw new EmbeddingException("The program ends.", null);
    }
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
      return known;
    } catch (EmbeddingException e) {
      failure = e;
      failedAt = System.nanoTime();
      throw e;
    }
  }

  private OnnxEmbedder read() {
    if (config.model().isPresent() != config.tokenizer().isPresent()) {
      throw new EmbeddingException(
          "A model of your own needs its tokenizer: set both code-intel.embeddings.model and"
              + " code-intel.embeddings.tokenizer, or neither.",
          null);
    }
    try (LibraryLoader ignored = OnnxLibraries.provide(natives)) {
      byte[] model = bytes(config.model(), PACKED + ".onnx");
      byte[] vocabulary = bytes(config.tokenizer(), PACKED + "-tokenizer.json");
      Map<String, String> options =
          Map.of(
              "padding",
              "false",
              "truncation",
              "true",
              "maxLength",
              Integer.toString(config.maxTokens()),
              "modelMaxLength",
              Integer.toString(config.maxTokens()));
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(vocabulary), options);
      try {
        return new OnnxEmbedder(model, tokenizer, threads(), TOKENS_AT_ONCE);
      } catch (OrtException | RuntimeException e) {
        tokenizer.close();
        throw e;
      }
    } catch (IOException | OrtException | RuntimeException | LinkageError e) {
      throw new EmbeddingException(
          "The sentence model "
              + config.model().map(Path::toString).orElse("of this program")
              + " cannot be loaded: "
              + e.getMessage()
              + ". Search goes on without it; code-intel.embeddings.enabled=false leaves it off.",
          e);
    }
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
