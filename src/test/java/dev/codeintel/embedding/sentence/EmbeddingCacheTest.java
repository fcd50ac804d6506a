package dev.codeintel.embedding.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class EmbeddingCacheTest {
  private final EmbeddingCache cache = EmbeddingCaches.inMemory();

  @Test
  void givesBackWhatWasPutForTheSameModelAndContent() {
    cache.put("m", "abc", Map.of(1L, new byte[] {1, 2}, -5L, new byte[] {3, 4}));

    Map<Long, byte[]> found = cache.get("m", "abc");
    assertThat(found).containsOnlyKeys(1L, -5L);
    assertThat(found.get(-5L)).containsExactly(3, 4);
    assertThat(cache.get("other", "abc")).isEmpty();
    assertThat(cache.get("m", "abd")).isEmpty();
  }

  @Test
  void nothingIsNotKept() {
    cache.put("m", "abc", Map.of());

    assertThat(cache.get("m", "abc")).isEmpty();
  }

  @Test
  void whatIsNoEntryIsNone() {
    assertThat(EmbeddingCache.decode(new byte[] {0, 0, 0, 2, 1})).isNull();
    assertThat(EmbeddingCache.decode(new byte[] {-1, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8})).isNull();
    assertThat(EmbeddingCache.decode(new byte[0])).isNull();
  }
}
