package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceText;
import java.nio.file.Path;

/** Homes of vectors for tests that have no snapshot. */
public final class TestHomes {
  private TestHomes() {}

  /** Returns one whose vectors are in a field. */
  public static SentenceHome inField(String model, SentenceText texts) {
    return new FieldHome(Path.of("test"), model, texts, new StoreState(), EmbeddingCaches.none());
  }
}
