package dev.codeintel.embedding;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Nothing is embedded, as without a model; remembers when it is to wait. */
public final class NoEmbedding implements EmbeddingService {
  private volatile @Nullable BooleanSupplier isBusy;

  @Override
  public void request(String repositoryId, String ref, BooleanSupplier newIsBusy) {
    isBusy = newIsBusy;
  }

  /** Returns what was said last of when to wait; null if nothing was asked for. */
  public @Nullable BooleanSupplier isBusy() {
    return isBusy;
  }

  @Override
  public Embedded some(String repositoryId, String ref, Consumer<Embedded> listener) {
    return Embedded.only(EmbeddingState.COMPLETE);
  }

  @Override
  public @Nullable Embedded progress(String repositoryId, String ref) {
    return null;
  }
}
