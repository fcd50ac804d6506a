package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.Sentences;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.vector.VectorStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sentence model and where its vectors are, as configured. Thread-safe. */
@Singleton
public final class DefaultSentences implements Sentences {
  private static final Logger LOG = Logger.getLogger(DefaultSentences.class);

  private final Embedders embedders;
  private final EmbeddingCache cache;
  private final VectorStore store;
  private final StoreState state = new StoreState();
  private volatile int dimensions;
  private volatile @Nullable EmbeddingException lastFailure;

  @Inject
  public DefaultSentences(Embedders embedders, EmbeddingCache cache, VectorStore store) {
    this.embedders = embedders;
    this.cache = cache;
    this.store = store;
  }

  @Override
  public RefHome home(SymbolGraph graph) {
    Path file = graph.file().toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(file.getParent());
    String model = embedders.isOn() ? embedders.id() : "";
    SentenceText texts = new SentenceText(embedders.bodyCharacters());
    return model.isEmpty() || !store.isOn()
        ? new FieldHome(folder, model, texts, state, cache)
        : new SharedHome(folder, model, texts, state, store, this::dimensions);
  }

  StoreState state() {
    return state;
  }

  EmbeddingCache cache() {
    return cache;
  }

  boolean isOn() {
    return embedders.isOn();
  }

  /**
   * Returns the model.
   *
   * @throws EmbeddingException if it is off, missing or damaged
   */
  Embedder model() {
    return embedders.load();
  }

  /** Only the model knows. */
  private int dimensions() {
    if (dimensions == 0) {
      dimensions = model().embed(List.of("dimensions")).get(0).length;
    }
    return dimensions;
  }

  @Override
  public float @Nullable [] vector(String question) {
    try {
      float[] vector = model().embed(List.of(question)).get(0);
      worked();
      return vector;
    } catch (EmbeddingException e) {
      noteAndLog(e);
      return null;
    }
  }

  @Override
  public void load() {
    try {
      Embedder ignored = model();
      worked();
    } catch (EmbeddingException e) {
      noteAndLog(e);
    }
  }

  private void noteAndLog(EmbeddingException e) {
    if (lastFailure != e) {
      lastFailure = e;
      LOG.warn(e.getMessage());
    }
  }

  void worked() {
    lastFailure = null;
  }

  void failed(EmbeddingException e) {
    lastFailure = e;
  }

  @Override
  public boolean isFailing() {
    return lastFailure != null;
  }
}
