package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceRows;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The vectors are in the field, and in the cache, where other refs find them: beside the field
 * there is nothing to put or to drop. Thread-safe.
 */
final class FieldHome extends RefHome {
  private final EmbeddingCache cache;

  FieldHome(Path folder, String model, SentenceText texts, StoreState state, EmbeddingCache cache) {
    super(folder, model, texts, state);
    this.cache = cache;
  }

  @Override
  public String field() {
    return SentenceVectors.field(model());
  }

  @Override
  public @Nullable SentenceRows rows() {
    return null;
  }

  @Override
  public Map<Long, byte[]> known(String contentHash) {
    return cache.get(CachedSentences.version(model()), contentHash);
  }

  @Override
  public boolean retain(Map<String, Set<Long>> kept) {
    return true;
  }

  @Override
  Set<SymbolText> present(List<SymbolText> some) {
    return Set.of();
  }

  @Override
  boolean isInField(SymbolText text, int total) {
    return true;
  }

  @Override
  void put(Map<SymbolText, byte[]> vectors) {
    // The field keeps them all.
  }
}
