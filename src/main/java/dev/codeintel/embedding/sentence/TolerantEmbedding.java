package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Embeds texts of which the model may not take some. */
final class TolerantEmbedding {
  private static final Logger LOG = Logger.getLogger(TolerantEmbedding.class);

  /** If this cannot be embedded, it is not a text that is to blame. */
  private static final List<String> HARMLESS = List.of("a");

  private TolerantEmbedding() {}

  /**
   * Returns the vectors of texts by their positions; what the model cannot take is missing. If it
   * fails for all together each is embedded alone, which costs a little more.
   *
   * @throws EmbeddingException if the model fails for any text
   */
  static Map<Integer, float[]> embed(Embedder embedder, List<String> texts) {
    Map<Integer, float[]> vectors = new HashMap<>();
    try {
      List<float[]> all = embedder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(i, all.get(i));
      }
    } catch (EmbeddingException e) {
      LOG.debug("Some texts cannot be embedded together", e);
      for (int i = 0; i < texts.size(); i++) {
        embed(embedder, texts, i, vectors);
      }
    }
    return vectors;
  }

  private static void embed(
      Embedder embedder, List<String> texts, int at, Map<Integer, float[]> vectors) {
    try {
      vectors.put(at, embedder.embed(List.of(texts.get(at))).get(0));
    } catch (EmbeddingException e) {
      embedder.embed(HARMLESS);
      LOG.debugf(e, "A text is left out, as it cannot be embedded: %s", texts.get(at));
    }
  }
}
