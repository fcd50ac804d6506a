package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.WordSum;
import dev.codeintel.embedding.WordVectors;
import dev.codeintel.graph.Words;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A quick model whose vectors are sums of words'; counts what it embeds. */
public final class WordEmbedders implements Embedders {
  private final AtomicInteger count = new AtomicInteger();
  private volatile Runnable before = () -> {};

  /** Returns how many texts were embedded, and forgets them. */
  public int count() {
    return count.getAndSet(0);
  }

  /** Has something done before each batch. */
  public void before(Runnable action) {
    before = action;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public int bodyCharacters() {
    return 512;
  }

  @Override
  public String id() {
    return "words";
  }

  @Override
  public Embedder load() {
    return texts -> {
      if (texts.size() > 1) {
        before.run();
      }
      count.addAndGet(texts.size());
      return texts.stream().map(WordEmbedders::vector).toList();
    };
  }

  /** Returns the vector of a text. */
  public static float[] vector(String text) {
    WordSum sum = WordVectors.get().sum();
    List<String> words = Words.of(text);
    for (int i = 0; i < words.size(); i++) {
      sum.add(words.get(i), 1 + i % 3);
    }
    byte[] direction = sum.direction();
    float[] vector = new float[direction.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = direction[i] / 127f;
    }
    vector[text.hashCode() & 63] += 0.01f;
    return vector;
  }
}
