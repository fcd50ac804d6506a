package dev.codeintel.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of identifiers and prose, in the one form that the index and its queries share: lower
 * case, split at changes of case and at everything that is no letter or digit, plurals without
 * their "s".
 */
public final class Words {
  private Words() {}

  /** Returns the words of {@code text} in order, with repetitions. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    WordCursor cursor = new WordCursor();
    cursor.start(text);
    while (cursor.next()) {
      words.add(cursor.word());
    }
    return words;
  }
}
