package dev.codeintel.search.lucene;

import dev.codeintel.graph.WordDictionary;
import java.util.Arrays;

/** How often each word is in some texts, in the order the words come. Not thread-safe. */
final class WordCounts {
  private final WordDictionary dictionary;
  private int[] countOf = new int[1 << 10];
  private int[] words = new int[1 << 8];
  private int size;

  WordCounts(WordDictionary dictionary) {
    this.dictionary = dictionary;
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      countOf[words[i]] = 0;
    }
    size = 0;
  }

  /** Adds the words of a text. */
  void add(String text) {
    dictionary.each(text, this::addOne);
  }

  private void addOne(int word) {
    add(word, 1);
  }

  /** Adds what others have counted. */
  void add(WordCounts others) {
    for (int i = 0; i < others.size; i++) {
      add(others.words[i], others.count(i));
    }
  }

  private void add(int word, int count) {
    if (word >= countOf.length) {
      countOf = Arrays.copyOf(countOf, Math.max(word + 1, countOf.length * 2));
    }
    if (countOf[word] == 0) {
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
    countOf[word] += count;
  }

  /** Returns how many different words there are. */
  int size() {
    return size;
  }

  /** Returns the number of a word. */
  int word(int place) {
    return words[place];
  }

  int count(int place) {
    return countOf[words[place]];
  }
}
