package dev.codeintel.search.lucene;

import dev.codeintel.embedding.WordVectors;
import dev.codeintel.graph.WordDictionary;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What is worked out once for each word, however often it comes. Not thread-safe. */
final class KnownWords {
  private final WordVectors vectors = WordVectors.get();
  private final WordDictionary dictionary = new WordDictionary();
  private @Nullable BytesRef[] bytes = new BytesRef[1 << 10];
  private int[] @Nullable [] rows = new int[1 << 10][];

  WordDictionary dictionary() {
    return dictionary;
  }

  /** Returns the word as Lucene keeps it. */
  BytesRef bytes(int word) {
    learn(word);
    BytesRef known = bytes[word];
    return known == null ? new BytesRef() : known;
  }

  /** Returns whose vectors make up the word's. */
  int[] rows(int word) {
    learn(word);
    int[] known = rows[word];
    return known == null ? new int[0] : known;
  }

  boolean isTelling(int word) {
    return Fields.isTelling(dictionary.word(word));
  }

  private void learn(int word) {
    if (word >= bytes.length) {
      int length = Math.max(word + 1, bytes.length * 2);
      bytes = Arrays.copyOf(bytes, length);
      rows = Arrays.copyOf(rows, length);
    }
    if (bytes[word] == null) {
      String text = dictionary.word(word);
      bytes[word] = new BytesRef(text);
      rows[word] = vectors.rowsOf(text);
    }
  }
}
