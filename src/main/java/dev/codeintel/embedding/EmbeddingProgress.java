package dev.codeintel.embedding;

import org.jspecify.annotations.Nullable;

/** Tells how far symbols are embedded. Thread-safe. */
public interface EmbeddingProgress {

  /** Returns how far a ref is; null if this process has not begun with it. */
  @Nullable Embedded progress(String repositoryId, String ref);
}
