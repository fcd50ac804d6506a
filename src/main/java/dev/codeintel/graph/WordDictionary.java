package dev.codeintel.graph;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Numbers the {@linkplain Words words} of texts from 0 in the order they come. A word that is known
 * makes no new string. Not thread-safe.
 */
public final class WordDictionary {
  private final WordCursor cursor = new WordCursor();
  private String[] words = new String[1 << 10];

  /** The last text, by number, in which each word was found. */
  private int[] seenIn = new int[1 << 10];

  /** Open addressing; 0 is free, otherwise the word's number plus one. Twice as long at least. */
  private int[] slots = new int[1 << 12];

  private int size;
  private int texts;

  /** Returns how many words there are. */
  public int size() {
    return size;
  }

  /** Returns the word with a number. */
  public String word(int number) {
    return words[number];
  }

  /** Gives the number of every word of a text, in order. */
  public void each(String text, IntConsumer numbers) {
    cursor.start(text);
    while (cursor.next()) {
      numbers.accept(number());
    }
  }

  /**
   * Finds the first distinct words of a text.
   *
   * @param found receives their numbers; its length is the most that are found
   * @return how many were found
   */
  public int distinct(String text, int[] found) {
    texts++;
    int count = 0;
    cursor.start(text);
    while (count < found.length && cursor.next()) {
      int word = number();
      if (seenIn[word] != texts) {
        seenIn[word] = texts;
        found[count++] = word;
      }
    }
    return count;
  }

  private int number() {
    char[] chars = cursor.chars();
    int length = cursor.length();
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = slot(hash);
    while (slots[slot] != 0) {
      if (isEqual(words[slots[slot] - 1], chars, length)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(slot);
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (slots.length - 1);
  }

  private static boolean isEqual(String word, char[] chars, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }

  private int add(int slot) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      seenIn = Arrays.copyOf(seenIn, size * 2);
    }
    words[size] = cursor.word();
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 4];
    for (int word = 0; word < size; word++) {
      int slot = slot(words[word].hashCode());
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = word + 1;
    }
  }
}
